package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import chalkgrad.write.ExamplesTest.Case;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** The page in a browser: what is clicked, pressed, pointed at and copied, and what the page is like after it. */
class BrowserTest {
    private static final File BROWSER = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");

    private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

    @TempDir
    static Path directory;

    private static ChromeDriver browser;

    @BeforeAll
    static void start() {
        assumeTrue(
                BROWSER.canExecute() && DRIVER.canExecute(),
                "skipped: " + BROWSER + " and " + DRIVER
                        + " are not both installed (Debian: chromium, chromium-driver)");
        SELENIUM.setLevel(Level.SEVERE); // it warns of DevTools' versions, of which nothing is used
        var options = new ChromeOptions();
        options.setBinary(BROWSER);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--force-prefers-reduced-motion",
                "--host-resolver-rules=MAP * ~NOTFOUND",
                "--user-data-dir=" + directory.resolve("profile"));
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logging);
        try {
            browser = new ChromeDriver(
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(DRIVER)
                            .usingAnyFreePort()
                            .build(),
                    options);
        } catch (WebDriverException e) {
            assumeTrue(false, "skipped: " + BROWSER + " is installed, and does not start: " + e.getRawMessage());
        }
        browser.manage().timeouts().scriptTimeout(Duration.ofSeconds(20));
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.quit();
        }
    }

    /** Every example once, in one language or the other. */
    static List<Case> cases() throws Exception {
        var cases = new ArrayList<Case>();
        for (var problem : ExamplesTest.problems()) {
            cases.add(new Case(problem, cases.size() % 2 == 0 ? "ko" : "en", Optional.empty()));
        }
        return cases;
    }

    private static void open(String example, String language) throws Exception {
        open(example, language, 1280);
    }

    private static void open(String example, String language, int width) throws Exception {
        Case wanted = ExamplesTest.problems().stream()
                .filter(problem -> problem.name().equals(example))
                .map(problem -> new Case(problem, language, Optional.empty()))
                .findFirst()
                .orElseThrow();
        open(wanted, width);
    }

    private static void open(Case c, int width) throws Exception {
        Path file = directory.resolve(c + ".html");
        if (!Files.exists(file)) {
            Files.write(file, ExamplesTest.publish(c, "html").get(0).content());
        }
        resize(width);
        browser.get(file.toUri().toString());
        assertThat(complaints()).isEmpty();
    }

    private static void resize(int width) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    private static List<String> complaints() {
        return browser.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(String::valueOf)
                .toList();
    }

    private static Object js(String script, Object... args) {
        return browser.executeScript(script, args);
    }

    private static WebElement element(String selector) {
        return browser.findElement(By.cssSelector(selector));
    }

    private static void press(CharSequence... keys) {
        new Actions(browser).sendKeys(keys).perform();
    }

    private static void pointAt(WebElement element) {
        js("arguments[0].scrollIntoView({block: 'center'})", element);
        new Actions(browser).moveToElement(element).perform();
    }

    /** The names of what is lit: of shapes their tags, of symbols their ids. */
    private static List<String> lit(String selector, String attribute) {
        Object found = js(
                "return [...new Set([...document.querySelectorAll(arguments[0])].map(e => e.getAttribute(arguments[1])))].sort()",
                selector,
                attribute);
        return ((List<?>) found).stream().map(String::valueOf).toList();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void nothingComplainsAndNothingIsWiderThanThePage(Case c) throws Exception {
        open(c, 1280);
        for (int width : new int[] {1280, 390}) {
            resize(width);
            assertThat(js("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                    .as(c + " at " + width)
                    .isEqualTo(0L);
            // A formula that is cut off could not be scrolled to.
            assertThat(js("""
                    return [...document.querySelectorAll('main math')].filter(math => {
                      const box = math.getBoundingClientRect();
                      return box.width === 0 || box.height === 0
                        || (box.right > innerWidth && !math.closest('.display, .wide, p, ul'));
                    }).map(math => math.textContent)""")).asInstanceOf(InstanceOfAssertFactories.LIST).isEmpty();
        }
        assertThat(complaints()).isEmpty();
    }

    @Test
    void theRelationsOfADisplayStandUnderEachOther() throws Exception {
        open("mazur", "en");
        assertThat(js("""
                return [...document.querySelectorAll('.display')].filter(display =>
                  new Set([...display.querySelectorAll('.row')].map(row => Math.round(row.getBoundingClientRect().left))).size > 1
                ).length""")).isEqualTo(0L);
    }

    /** Each problem of a sheet has a w1; pointing at one lights nothing in the others. */
    @Test
    void theProblemsOfASheetAreWorldsOfTheirOwn() throws Exception {
        Path file = directory.resolve("sheet.html");
        Files.write(file, SheetTest.html());
        browser.get(file.toUri().toString());
        assertThat(complaints()).isEmpty();
        for (int problem = 1; problem <= 2; problem++) {
            WebElement weight = browser.findElements(By.cssSelector(".picture [data-edges$=',w1'][tabindex]"))
                    .get(problem - 1);
            pointAt(weight);
            assertThat(js("""
                    const problems = [...document.querySelectorAll('h2.problem')];
                    const of = element => problems.filter(h =>
                      h.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING).length;
                    return [...new Set([...document.querySelectorAll('.lit, .self, .tracing')].map(of))].join()""")).isEqualTo(Integer.toString(problem));
            assertThat(lit("main math .self", "data-q")).contains("w1");
        }
        weightHeldInOneProblem();
        js("document.querySelector('.contents a[href=\"#problem-2\"]').click()");
        assertThat(
                        js(
                                "return Math.abs(document.getElementById('problem-2').getBoundingClientRect().top) < innerHeight"))
                .isEqualTo(true);
    }

    /** What is held stays lit while another problem is pointed at and left. */
    private static void weightHeldInOneProblem() {
        List<WebElement> weights = browser.findElements(By.cssSelector(".picture [data-edges$=',w1'][tabindex]"));
        pointAt(weights.get(0));
        weights.get(0).click();
        pointAt(weights.get(1));
        pointAt(element("h1"));
        assertThat(js("return [...document.querySelectorAll('[aria-pressed=true]')].length"))
                .isEqualTo(1L);
        assertThat(js("return document.querySelectorAll('.tracing')[0] === document.querySelectorAll('figure')[0]"))
                .isEqualTo(true);
        press(Keys.ESCAPE);
        assertThat(js("return document.querySelectorAll('[aria-pressed=true], .lit, .self').length"))
                .isEqualTo(0L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ko"})
    void aWeightThatIsPointedAtLightsItsPathsAndItsFactors(String language) throws Exception {
        open("wikidocs", language);

        pointAt(element(".picture [data-edges='h1,o1,w5'] text"));

        assertThat(lit(".picture .lit[data-edges]", "data-edges")).containsExactly("h1,o1,w5");
        assertThat(lit(".picture .lit[data-nodes]", "data-nodes")).containsExactly("h1", "o1");
        // The new value stands in the table of all parameters.
        assertThat(lit("math .self", "data-q")).containsExactly("w5");
        assertThat(lit("math .lit[data-by]", "data-q"))
                .contains("dE/dw5", "dE/dout(o1)", "dout(o1)/dnet(o1)", "dnet(o1)/dw5")
                .doesNotContain("dE/dw6", "dE/dout(h1)", "dnet(o1)/dout(h1)", "dE/dw1", "dE/dout(o2)");
        assertThat(element(".trace").getText()).isEqualTo("w5 → o1");

        pointAt(element(".picture [data-edges='x1,h1,w1'] text"));

        assertThat(lit(".picture .lit[data-edges]", "data-edges")).containsExactly("h1,o1,w5", "h1,o2,w7", "x1,h1,w1");
        assertThat(lit("math .lit[data-by]", "data-q"))
                .contains(
                        "dE/dw1",
                        "dE/dout(h1)",
                        "dout(h1)/dnet(h1)",
                        "dnet(h1)/dw1",
                        "dnet(o1)/dout(h1)",
                        "dE/dnet(o2)")
                .doesNotContain("dE/dw5", "dE/dw2", "dnet(o1)/dout(h2)");
        assertThat(element(".trace").getText()).isEqualTo("w1 → h1 → o1, w1 → h1 → o2");

        pointAt(element("h1"));

        assertThat(lit(".lit, .self", "class")).isEmpty();
        assertThat(complaints()).isEmpty();
    }

    @Test
    void aWeightInAFormulaLightsThePictureToo() throws Exception {
        open("wikidocs", "en");

        pointAt(element(".line [data-q='w6']"));

        assertThat(lit(".picture .lit[data-edges]", "data-edges")).containsExactly("h2,o1,w6");
    }

    @Test
    void thePictureIsOneStopOfTheTabKeyAndItsWeightsAreReachedByArrows() throws Exception {
        open("wikidocs", "en");
        press(Keys.TAB);
        assertThat(js("return document.activeElement.className")).isEqualTo("skip");
        press(Keys.TAB);
        assertThat(
                        js(
                                "return document.activeElement.closest('svg') !== null && document.activeElement.matches(':focus-visible')"))
                .isEqualTo(true);
        assertThat(js("return document.querySelectorAll('.picture .self').length"))
                .isNotEqualTo(0L);
        Object first = js("return document.activeElement.getAttribute('aria-label')");

        press(Keys.ARROW_RIGHT);
        assertThat(js("return document.activeElement.getAttribute('aria-label')"))
                .isNotEqualTo(first);
        String lit = element(".trace").getText();
        press(Keys.ENTER);
        assertThat(js("return document.activeElement.getAttribute('aria-pressed')"))
                .isEqualTo("true");
        press(Keys.TAB);
        assertThat(element(".trace").getText()).as("held").isEqualTo(lit).isNotEmpty();
        press(Keys.ESCAPE);
        assertThat(element(".trace").getText()).isEmpty();
        assertThat(js("return document.documentElement.classList.contains('writing')"))
                .isEqualTo(false);
    }

    @ParameterizedTest
    @CsvSource({"en, 1 of ", "ko, 줄 중 1줄"})
    void theBlackboardIsWrittenLineByLine(String language, String progress) throws Exception {
        open("wikidocs", language);
        long steps = (long)
                js("return document.querySelectorAll('main .line, main figure, main .wide:not(figure *)').length");

        element("#board").click();
        assertThat(element("#progress").getText()).contains(progress).contains(Long.toString(steps));
        assertThat(unwritten()).isEqualTo(js("return document.querySelectorAll('main .line').length"));
        assertThat(element("#back").isEnabled()).isFalse();

        press(Keys.ARROW_RIGHT);
        press(Keys.ARROW_DOWN);
        element("#next").click();
        assertThat(
                        js(
                                "return [...document.querySelectorAll('main .line')].findIndex(line => line.matches('.current'))"))
                .isEqualTo(2L);
        assertThat(element(".line.current").getAttribute("aria-current")).isEqualTo("step");
        assertThat(inView(element(".line.current"))).isTrue();
        assertThat(js("return getComputedStyle(document.querySelectorAll('main .line')[3]).visibility"))
                .isEqualTo("hidden");
        assertThat(js("return getComputedStyle(document.querySelectorAll('main .line')[1]).visibility"))
                .isEqualTo("visible");

        press(Keys.ARROW_LEFT);
        assertThat(element("#progress").getText()).contains("3");
        press(Keys.END);
        assertThat(unwritten()).isEqualTo(0L);
        assertThat(element("#next").isEnabled()).isFalse();
        press(Keys.HOME);
        assertThat(element("#back").isEnabled()).isFalse();

        press(Keys.ESCAPE);
        assertThat(js("return document.querySelectorAll('.unwritten, .current').length"))
                .isEqualTo(0L);
        assertThat(element("#progress").isDisplayed()).isFalse();
        press(Keys.ARROW_RIGHT);
        assertThat(element("#progress").isDisplayed())
                .as("the right arrow begins")
                .isTrue();
        assertThat(complaints()).isEmpty();
    }

    private static Object unwritten() {
        return js("return document.querySelectorAll('main .line.unwritten').length");
    }

    private static boolean inView(WebElement element) {
        return (boolean) js(
                "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight",
                element);
    }

    @Test
    void symbolsAndNumbersCanBeShownByThemselves() throws Exception {
        open("wikidocs", "en");
        WebElement line = element(".line.symbolic.numeric");
        assertThat(shown(line)).containsExactly("side symbols", "side numbers", "side value");

        element("input[value='symbols']").click();
        assertThat(shown(line)).containsExactly("side symbols");
        press(Keys.ARROW_RIGHT);
        assertThat(shown(line)).as("by the arrow key").containsExactly("side numbers", "side value");
        assertThat(js("return document.documentElement.classList.contains('writing')"))
                .isEqualTo(false);
        assertThat(js("""
                return [...document.querySelectorAll('main .line')].filter(line =>
                  ![...line.querySelectorAll('.side')].some(side => side.getClientRects().length > 0)).length""")).as("lines with nothing to show").isEqualTo(0L);

        element("input[value='both']").click();
        assertThat(shown(line)).hasSize(3);
    }

    private static List<String> shown(WebElement line) {
        var shown = new ArrayList<String>();
        line.findElements(By.cssSelector(".side")).stream()
                .filter(WebElement::isDisplayed)
                .forEach(side -> shown.add(side.getAttribute("class")));
        return shown;
    }

    @Test
    void aLineIsCopiedAsLatex() throws Exception {
        open("wikidocs", "en");
        js(
                "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}})");

        WebElement button = element(".line .copy");
        assertThat(button.getAttribute("aria-label")).isEqualTo("Copy as LaTeX");
        button.sendKeys(Keys.ENTER);

        assertThat(js("return window.copied"))
                .isEqualTo("z_{1} = w_{1}\\,x_{1} + w_{2}\\,x_{2} = 0.3 \\times 0.1 + 0.25 \\times 0.2 = 0.08");
        assertThat(said()).isEqualTo("Copied");

        element("input[value='symbols']").click();
        button.sendKeys(Keys.ENTER);
        assertThat(js("return window.copied")).isEqualTo("z_{1} = w_{1}\\,x_{1} + w_{2}\\,x_{2}");
    }

    @Test
    void aFormulaInTheTextIsCopiedByTheButtonThatComesToIt() throws Exception {
        open("wikidocs", "ko");
        js(
                "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}})");

        pointAt(element("main li math"));
        element("body > .copy").click();

        assertThat(js("return window.copied")).isEqualTo("x_{1} = 0.1");
        assertThat(said()).isEqualTo("복사했습니다");
    }

    @Test
    void withoutAClipboardThereIsAnotherWay() throws Exception {
        open("wikidocs", "en");
        js("""
                Object.defineProperty(navigator, 'clipboard', {value: undefined});
                document.execCommand = command => { window.copied = [command, document.activeElement.value]; return true; };""");

        element(".line .copy").sendKeys(Keys.ENTER);

        assertThat(said()).isEqualTo("Copied");
        assertThat(String.valueOf(js("return window.copied"))).startsWith("[copy, z_{1} = ");
        assertThat(js("return document.activeElement.className")).isEqualTo("copy");

        js("document.execCommand = () => false");
        element(".line .copy").sendKeys(Keys.ENTER);
        assertThat(said()).isEqualTo("The browser does not let this page copy");
    }

    @Test
    void whatIsSelectedIsCopiedWithItsFormulasInLatex() throws Exception {
        open("wikidocs", "en");
        Object copied = js("""
                const range = document.createRange();
                range.selectNodeContents(document.querySelector('main li'));
                getSelection().removeAllRanges();
                getSelection().addRange(range);
                const event = new ClipboardEvent('copy', {clipboardData: new DataTransfer(), bubbles: true, cancelable: true});
                document.querySelector('main li').dispatchEvent(event);
                return event.clipboardData.getData('text/plain');""");

        assertThat(copied).isEqualTo("Inputs $x_{1} = 0.1$, $x_{2} = 0.2$; targets $t_{1} = 0.4$, $t_{2} = 0.6$");
    }

    /** What the page says aloud; it says it in the next frame. */
    private static Object said() {
        return browser.executeAsyncScript(
                "const done = arguments[0]; setTimeout(() => done(document.getElementById('status').textContent), 100)");
    }

    @Test
    void withoutScriptEverythingIsThereAndNoButton() throws Exception {
        browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
        try {
            open("wikidocs", "en");
            assertThat(element("#tools").isDisplayed()).isFalse();
            assertThat(browser.findElements(By.cssSelector("main .line"))).allMatch(WebElement::isDisplayed);
        } finally {
            browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", false));
        }
    }

    @ParameterizedTest
    @CsvSource({"light, rgb(255; 254; 251)", "dark, rgb(23; 25; 28)"})
    void thePageFollowsTheReadersColours(String scheme, String paper) throws Exception {
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        try {
            open("wikidocs", "en");
            assertThat(js("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo(paper.replace(';', ','));
            assertThat(js("return getComputedStyle(document.querySelector('.picture circle')).fill"))
                    .isEqualTo(paper.replace(';', ','));
        } finally {
            browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of()));
        }
    }
}
