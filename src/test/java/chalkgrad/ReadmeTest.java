package chalkgrad;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.cli.Main;
import chalkgrad.cli.OptionTable;
import chalkgrad.evaluate.Solution;
import chalkgrad.model.Quantity;
import chalkgrad.problem.ExamReader;
import chalkgrad.problem.FormatKeys;
import chalkgrad.problem.ProblemReader;
import chalkgrad.problem.Reading;
import chalkgrad.rules.Activation;
import chalkgrad.rules.Activations;
import chalkgrad.rules.Loss;
import chalkgrad.rules.Losses;
import chalkgrad.typeset.Profile;
import chalkgrad.write.Format;
import chalkgrad.write.Formats;
import chalkgrad.write.Messages;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** What the README shows is true. */
class ReadmeTest {
    private static final Path FILE = Path.of("README.md");
    private static final String README = read(FILE);
    private static final Path SOURCES = Path.of("src", "main", "java", "chalkgrad");

    @TempDir
    Path folder;

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> matches(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The one passage that stands between two others. */
    private static String between(String from, String to) {
        assertThat(README).containsOnlyOnce(from);
        int start = README.indexOf(from) + from.length();
        int end = README.indexOf(to, start);
        assertThat(end).as("“%s” after “%s”", to, from).isPositive();
        return README.substring(start, end);
    }

    /** A fenced block, and the paragraph below it. */
    record Shown(String code, String below) {}

    private static List<Shown> blocks(String language) {
        return Pattern.compile(
                        "^```" + language + "\n(.*?)^```\n\n(.*?)\n(?:\n|\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(README)
                .results()
                .map(result -> new Shown(result.group(1), result.group(2)))
                .toList();
    }

    /** The rows of the table under a header, each as its cells. */
    private static List<List<String>> table(String header) {
        String rows = between("\n" + header + "\n", "\n\n");
        assertThat(rows).startsWith("|---|");
        return rows.lines()
                .skip(1)
                .map(row -> Arrays.stream(row.substring(1, row.length() - 1).split("\\|"))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    private static List<String> column(String header, int column) {
        return table(header).stream()
                .map(row -> row.get(column).replace("`", ""))
                .toList();
    }

    // Commands

    @Test
    void theCommandsAreThese() {
        assertThat(blocks("sh").stream().map(Shown::code).toList())
                .startsWith(
                        "./chalkgrad solve examples/wikidocs.yaml\n",
                        "mvn -q verify\n",
                        "./chalkgrad check examples/wikidocs.yaml examples/wikidocs-mina.md\n");
    }

    /** The marking that is shown comes out, and so do the files that are named. */
    @Test
    void theDerivationIsMarkedAsShown() {
        Shown shown = blocks("sh").get(2);
        var words = new ArrayList<>(List.of(shown.code().strip().split(" ")));
        Path out = folder.resolve("out");
        words.addAll(List.of("-o", out.toString()));
        var printed = new ByteArrayOutputStream();
        int code = new Main()
                .run(
                        InputStream.nullInputStream(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        System.err,
                        words.subList(1, words.size()).toArray(String[]::new));
        assertThat(code).isEqualTo(1);
        List<String> lines = printed.toString(StandardCharsets.UTF_8).lines().toList();
        List<String> named = matches("`(out/[^`]*)`", shown.below());
        assertThat(named).hasSize(2);
        assertThat(lines.subList(0, 2))
                .containsExactlyInAnyOrderElementsOf(named.stream()
                        .map(name -> folder.resolve(name).toString())
                        .toList());
        assertThat(lines.get(2))
                .isEqualTo(between("```\nwikidocs-mina.md: ", "\n").transform("wikidocs-mina.md: "::concat));
        assertThat(lines).hasSize(3);
    }

    @Test
    void theFirstCommandWritesTheFilesThatAreNamed() throws IOException {
        Shown first = blocks("sh").get(0);
        var words = new ArrayList<>(List.of(first.code().strip().split(" ")));
        assertThat(Path.of(words.remove(0))).isExecutable();
        Path out = folder.resolve("out");
        words.addAll(List.of("-o", out.toString()));
        var printed = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        int code = new Main()
                .run(
                        InputStream.nullInputStream(),
                        new PrintStream(printed, true, StandardCharsets.UTF_8),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        words.toArray(String[]::new));
        assertThat(code).as(said.toString(StandardCharsets.UTF_8)).isZero();
        List<String> named = matches("`(out/[^`]*)`", first.below());
        assertThat(named).isNotEmpty();
        try (Stream<Path> files = Files.list(out)) {
            assertThat(files.map(file -> "out/" + file.getFileName())).containsExactlyInAnyOrderElementsOf(named);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .as("printed in this order")
                .containsExactlyElementsOf(named.stream()
                        .map(name -> folder.resolve(name).toString())
                        .toList());
    }

    /** Each line behind a dollar is run; the lines below it are what it prints. */
    @Test
    void theAnswersOfEqual() {
        Shown shown = blocks("console").get(0);
        List<String> commands = matches("(?m)^\\$ \\./chalkgrad ([^\n]*)", shown.code());
        assertThat(commands).hasSize(3);
        var session = new StringBuilder();
        for (String command : commands) {
            var printed = new ByteArrayOutputStream();
            String[] words = matches("('[^']*'|[^ ]+)", command).stream()
                    .map(word -> word.replace("'", ""))
                    .toArray(String[]::new);
            int code = new Main()
                    .run(
                            InputStream.nullInputStream(),
                            new PrintStream(printed, true, StandardCharsets.UTF_8),
                            System.err,
                            words);
            String answer = printed.toString(StandardCharsets.UTF_8);
            assertThat(code).as(command).isEqualTo(answer.startsWith("different") ? 1 : 0);
            session.append("$ ./chalkgrad ").append(command).append('\n').append(answer);
        }
        assertThat(session).hasToString(shown.code());
    }

    @Test
    void theTestCommandIsTheOneThatIsRunForEveryChange() {
        assertThat(read(Path.of(".ci", "run")).lines())
                .contains(blocks("sh").get(1).code().strip());
    }

    @Test
    void whatIsNeededToBuild() {
        String pom = read(Path.of("pom.xml"));
        String java = matches("A JDK \\((\\d+) or newer\\)", README).get(0);
        assertThat(pom)
                .contains("<maven.compiler.release>" + java + "</maven.compiler.release>")
                .contains("<requireJavaVersion><version>[" + java + ",)</version>");
    }

    // The problem file

    private static String problem() {
        return blocks("yaml").get(0).code();
    }

    @Test
    void theProblemFileIsReadWithoutAWord() {
        // The last one is what an exam file has besides.
        assertThat(blocks("yaml")).hasSize(5);
        for (Shown block : blocks("yaml").subList(0, 4)) {
            Reading reading = ProblemReader.read("readme.yaml", block.code().getBytes(StandardCharsets.UTF_8));
            assertThat(reading.findings()).isEmpty();
            assertThat(reading.problems()).hasSize(1);
        }
    }

    @Test
    void theExamFileIsReadWithoutAWord() throws IOException {
        String problem = Files.readString(Path.of("examples", "exam.yaml"));
        String exam = problem.substring(0, problem.indexOf("\nvary:") + 1)
                + blocks("yaml").get(4).code();
        assertThat(ExamReader.read("exam.yaml", exam.getBytes(StandardCharsets.UTF_8))
                        .findings())
                .isEmpty();
    }

    @Test
    void theGraphIsTheOneOfTheExamples() {
        var pipeline = new Pipeline();
        assertThat(pipeline.json(blocks("yaml").get(1).code()).get("steps"))
                .isEqualTo(pipeline.json(Pipeline.example("graph-product.yaml")).get("steps"));
    }

    @Test
    void theLayersAreThoseOfTheExamples() throws IOException {
        var pipeline = new Pipeline();
        Path courses = Path.of("examples", "courses", "recurrent");
        assertThat(pipeline.json(blocks("yaml").get(2).code()).get("steps"))
                .isEqualTo(pipeline.json(read(courses.resolve("bptt-three-steps.yaml")))
                        .get("steps"));
        assertThat(pipeline.json(blocks("yaml").get(3).code()).findValue("L"))
                .isEqualTo(pipeline.json(read(courses.resolve("convolutional-layers.yaml")))
                        .findValue("L"));
    }

    /** The numbers that are published for this network, and those of the example in the repository. */
    @Test
    void theProblemFileHasTheKnownSolution() {
        var pipeline = new Pipeline();
        Solution solution = pipeline.solution(problem());
        var gradient = new Quantity.Partial(Quantity.LOSS, new Quantity.Param("w5"));
        assertThat(solution.passes().get(0).batch().printed(gradient).value()).hasToString("0.02592286");
        assertThat(Pipeline.json(solution).get("steps"))
                .isEqualTo(pipeline.json(Pipeline.example("wikidocs.yaml")).get("steps"));
    }

    @Test
    void theFirstLineOfTheProblemFileIsTheOneThatIsRecommended() {
        assertThat(problem()).startsWith("# yaml-language-server: $schema=problem.schema.json\n");
        assertThat(Path.of("examples", "problem.schema.json")).exists();
    }

    /** A network that has what a row of the table speaks of, with room for what the row shows. */
    private static final Map<String, String> FRAMES = Map.of(
            "biases",
            frame("targets: {o1: 1, o2: 1}, loss: mse", "units: [o1, o2], weights: [[1], [2]], %s"),
            "weights",
            "{inputs: {x1: 1, x2: 1}, targets: {h1: 1}, loss: mse, layers: [{units: [h1], %s}]}",
            "activation",
            frame("targets: {o1: 1}, %2$s", "units: [o1], weights: [[1]], %1$s"),
            "steps",
            frame("targets: {o1: 1}, loss: mse, learning_rate: 0.1, %s", "units: [o1], weights: [[1]]"),
            "freeze",
            frame("targets: {o1: 1}, loss: mse, %s", "units: [o1], weights: [[1]], biases: {b1: 1}"),
            "notation",
            frame("targets: {o1: 1}, loss: mse, %s", "units: [o1], weights: [{w5: 1}]"),
            "marks",
            frame("targets: {o1: 1}, loss: mse, learning_rate: 1, %s", "units: [o1], weights: [{w5: 1}]"),
            "rounding",
            frame("targets: {o1: 1}, loss: mse, %s, %s", "units: [o1], weights: [[1]]"));

    private static String frame(String looks, String layer) {
        return "{inputs: {x1: 1}, " + looks + ", layers: [{" + layer + "}]}";
    }

    /** Every row names a key that there is, in a way that the reader takes. */
    @Test
    void theKeysExistAndTheirValuesAreTaken() {
        Set<String> known = FormatKeys.all();
        var met = new TreeSet<String>();
        for (String cell :
                table("| key | meaning |").stream().map(row -> row.get(0)).toList()) {
            List<String> codes = matches("`([^`]*)`", cell);
            String key = codes.isEmpty() ? "" : codes.get(0).split(":")[0];
            if (codes.isEmpty()) {
                assertThat(cell).isEqualTo("the same name in several places");
            } else if (codes.get(0).equals("---")) {
                assertThat(Pipeline.example("features.yaml")).contains("\n---\n");
            } else {
                assertThat(known).as(cell).contains(key);
                met.add(key);
            }
            if (FRAMES.containsKey(key)) {
                String text = FRAMES.get(key).formatted(codes.toArray());
                assertThat(ProblemReader.read("row.yaml", text.getBytes(StandardCharsets.UTF_8))
                                .findings())
                        .as(text)
                        .isEmpty();
            }
        }
        assertThat(met).containsAll(FRAMES.keySet());
    }

    /** Every key of the table, and every word that it takes there, is in an example. */
    @Test
    void theExamplesShowEveryRow() throws IOException {
        String examples;
        try (Stream<Path> files = Files.list(Path.of("examples"))) {
            examples = files.filter(file -> file.toString().endsWith(".yaml"))
                    .map(ReadmeTest::read)
                    .collect(Collectors.joining("\n"));
        }
        int keys = 0;
        for (String cell : column("| key | meaning |", 0)) {
            for (String key : matches("(?:^|[,{ ])([a-z_]+)(?=:|,|$)", cell)) {
                if (FormatKeys.all().contains(key)) {
                    keys++;
                    assertThat(examples).as(cell).containsPattern("(?m)(^|[{, ])" + key + ":");
                }
            }
        }
        assertThat(keys).isGreaterThan(9);
    }

    @Test
    void theBatchesAreThese() {
        String row = table("| key | meaning |").stream()
                .map(cells -> cells.get(0))
                .filter(cell -> cell.contains("batch"))
                .findFirst()
                .orElseThrow();
        List<String> codes = matches("`([^`]*)`", row);
        assertThat(codes.stream().skip(1).map(code -> code.replace("batch: ", "")))
                .containsExactlyInAnyOrderElementsOf(FormatKeys.choices("batch"));
    }

    @Test
    void theDefaultsThatAreMentioned() {
        assertThat(problem()).contains("# or {significant: 6}, the default");
        String without = problem().replaceAll("(?m)^precision:.*\n", "");
        String with = problem().replaceAll("(?m)^precision:.*\n", "precision: {significant: 6}\n");
        assertThat(Pipeline.read(without).precision())
                .isEqualTo(Pipeline.read(with).precision());
    }

    // Lists

    @Test
    void theActivationsAndLosses() {
        assertThat(names(between("\nActivations: ", ". Losses: ")))
                .containsExactlyElementsOf(Activations.all().stream()
                        .filter(rule -> rule.kind() != Activation.Kind.NO_GRADIENT)
                        .map(Activation::name)
                        .toList());
        assertThat(names(between(". Losses: ", ". `./chalkgrad rules`")))
                .containsExactlyElementsOf(Losses.all().stream().map(Loss::name).toList());
    }

    private static List<String> names(String list) {
        return List.of(list.split(",\\s+"));
    }

    /** The rows are the parser's; {@code -Dgolden.accept} writes them. */
    @Test
    void theOptions() throws IOException {
        String header = "| option | meaning |\n|---|---|\n";
        String rows = String.join("\n", OptionTable.rows());
        int start = README.indexOf(header) + header.length();
        int end = README.indexOf("\n\n", start);
        assertThat(README).containsOnlyOnce(header);
        if (System.getProperty("golden.accept") != null) {
            Files.writeString(FILE, README.substring(0, start) + rows + README.substring(end));
            return;
        }
        assertThat(README.substring(start, end)).isEqualTo(rows);
    }

    @Test
    void theFormats() {
        String paragraph = between("\nFormats: ", " Exit codes: ");
        assertThat(matches("`([a-z]+)` \\(", paragraph))
                .containsExactlyElementsOf(
                        Formats.ALL.stream().map(Format::name).toList());
    }

    @Test
    void theNotations() {
        assertThat(column("| notation | net input, output, loss |", 0))
                .containsExactlyElementsOf(
                        Profile.ALL.stream().map(Profile::name).toList());
    }

    /** The exit codes are those of the help text, which has them from nowhere else. */
    @Test
    void theExitCodes() {
        var help = new ByteArrayOutputStream();
        new Main()
                .run(
                        InputStream.nullInputStream(),
                        new PrintStream(help, true, StandardCharsets.UTF_8),
                        new PrintStream(help, true, StandardCharsets.UTF_8),
                        "--help");
        String sentence = "Exit codes: " + between(" Exit codes: ", ".\n").replace('\n', ' ');
        assertThat(help.toString(StandardCharsets.UTF_8).replaceAll("\\s+", " "))
                .contains(sentence);
    }

    /** Calls that end with each exit code that is listed. */
    @Test
    void theExitCodesAreGiven() throws IOException {
        String good = Files.writeString(folder.resolve("good.yaml"), problem()).toString();
        String bad = Files.writeString(folder.resolve("bad.yaml"), problem().replace("loss", "lose"))
                .toString();
        String out = folder.resolve("out").toString();
        var calls = Map.of(
                0, List.of("solve", good, "-f", "json", "-o", out),
                1, List.of("equal", "z", "-z"),
                2, List.of("solve", good, "-f", "docx", "-o", out),
                3, List.of("solve", bad, "-f", "json", "-o", out),
                4, List.of("solve", good, "-f", "json", "-o", bad));
        assertThat(matches("(\\d) [a-z]", between(" Exit codes: ", ".\n")))
                .containsExactlyInAnyOrderElementsOf(
                        calls.keySet().stream().map(String::valueOf).toList());
        calls.forEach((code, words) -> {
            var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
            assertThat(new Main().run(InputStream.nullInputStream(), nowhere, nowhere, words.toArray(String[]::new)))
                    .as(words.toString())
                    .isEqualTo(code);
        });
    }

    @Test
    void theLanguages() {
        Map<String, String> names = Map.of("English", "en", "Korean", "ko");
        String sentence = between("As PDF, LaTeX, Markdown, HTML and JSON; in ", ".\n");
        assertThat(Arrays.stream(sentence.split(" and ")).map(names::get))
                .containsExactlyInAnyOrderElementsOf(Messages.LANGUAGES);
    }

    // Where things are

    @Test
    void thePackages() throws IOException {
        try (Stream<Path> files = Files.list(SOURCES)) {
            assertThat(column("| package | what it is for |", 0))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isDirectory)
                            .map(directory -> directory.getFileName().toString())
                            .toList());
        }
    }

    static List<String> links() {
        return matches("\\]\\(([^)]*)\\)", README).stream()
                .filter(link -> !link.startsWith("https://"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("links")
    void aLinkLeadsToAFile(String link) {
        assertThat(Path.of(link)).exists();
    }

    // What it is built with

    /** A library as the README calls it, and as Maven does. */
    private static final Map<String, String> ARTIFACTS = Map.ofEntries(
            Map.entry("Symja (matheclipse-core)", "matheclipse-core"),
            Map.entry("FreeMarker", "freemarker"),
            Map.entry("Commons CLI", "commons-cli"),
            Map.entry("snakeyaml-engine", "snakeyaml-engine"),
            Map.entry("big-math", "big-math"),
            Map.entry("PDFBox", "pdfbox"),
            Map.entry("jsoup", "jsoup"),
            Map.entry("JLaTeXMath", "jlatexmath"),
            Map.entry("progressbar", "progressbar"),
            Map.entry("Jackson (core)", "jackson-core"),
            Map.entry("SLF4J (nop)", "slf4j-nop"),
            Map.entry("Janino (commons-compiler)", "commons-compiler"),
            Map.entry("JSpecify", "jspecify"));

    @Test
    void theLibrariesAndTheirVersions() throws Exception {
        Map<String, String> versions = new HashMap<>();
        Set<String> compiled = new TreeSet<>();
        var pom = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("pom.xml").toFile());
        var nodes = pom.getElementsByTagName("dependency");
        for (int i = 0; i < nodes.getLength(); i++) {
            Element node = (Element) nodes.item(i);
            String artifact = node.getElementsByTagName("artifactId").item(0).getTextContent();
            versions.put(artifact, node.getElementsByTagName("version").item(0).getTextContent());
            boolean managed = node.getParentNode().getParentNode().getNodeName().equals("dependencyManagement");
            if (!managed && node.getElementsByTagName("scope").getLength() == 0) {
                compiled.add(artifact);
            }
        }
        var shown = new TreeMap<String, String>();
        for (List<String> row : table("| library | version | licence | what for |")) {
            if (!row.get(1).isEmpty()) {
                assertThat(ARTIFACTS).containsKey(row.get(0));
                String artifact = ARTIFACTS.get(row.get(0));
                shown.put(artifact, row.get(1));
                assertThat(versions).containsEntry(artifact, row.get(1));
            }
        }
        assertThat(shown.keySet()).as("every library that is in the program").containsAll(compiled);
    }
}
