package chalkgrad.rules;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.algebra.PlainText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proofs of a user's own expressions, from run to run. */
class ProofCacheTest {
    private static final Question SOFTSIGN = Question.of(Activations.custom(FunctionsTest.read("z/(1+abs(z))")));

    private static final LocalDerivative DERIVED = new LocalDerivatives().of(SOFTSIGN);

    @TempDir
    Path home;

    private Path folder;
    private ProofCache cache;

    @BeforeEach
    void makeOne() {
        folder = home.resolve("chalkgrad").resolve("proofs");
        cache = new ProofCache(folder, "this program");
    }

    private Path keep() throws IOException {
        cache.keep(SOFTSIGN, DERIVED, "3.0.0");
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertThat(all).hasSize(1);
            return all.get(0);
        }
    }

    @Test
    void whatWasKeptIsFoundAsItWas() throws IOException {
        assertThat(cache.find(SOFTSIGN)).isEmpty();
        keep();
        assertThat(cache.find(SOFTSIGN)).contains(DERIVED);
        assertThat(PlainText.of(cache.find(SOFTSIGN).orElseThrow().shown()))
                .isEqualTo("{z>0: 1/(1+z)^2; z=0: 1; z<0: 1/(1-z)^2}");
        assertThat(cache.find(Question.of(Activations.custom(FunctionsTest.read("z/(2+abs(z))")))))
                .isEmpty();
    }

    @Test
    void aBookFindsInItWhatSymjaWouldSay() throws IOException {
        new RuleBook(Optional.of(cache)).of(Activations.custom(FunctionsTest.read("z/(1+abs(z))")));
        Path file;
        try (var files = Files.list(folder)) {
            file = files.findFirst().orElseThrow();
        }
        // A record that Symja would not have made shows that it is not asked.
        Files.writeString(
                file,
                "program    this program\n"
                        + ProofRecord.of(
                                        SOFTSIGN,
                                        new LocalDerivative(
                                                SOFTSIGN.function(),
                                                SOFTSIGN.by(),
                                                DERIVED.derived(),
                                                FunctionsTest.read("z"),
                                                DERIVED.proof()),
                                        "3.0.0")
                                .orElseThrow()
                                .text());
        LocalDerivative found =
                new RuleBook(Optional.of(cache)).of(Activations.custom(FunctionsTest.read("z/(1+abs(z))")));
        assertThat(PlainText.of(found.shown())).isEqualTo("z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "program .*|program    another program",
                "shown .*|shown      2*x",
                "digest .*|digest     0123456789abcdef0123456789abcdef",
                "proof .*|proof      certain",
                "function .*|function   x",
                "digest .*|''",
                "(?s)proof.*|''",
                "(?s).*|''",
                "(?s).*|\u0000\u0001",
            })
    void anEntryThatIsBrokenOrForeignIsPassedOver(String part, String instead) throws IOException {
        Path file = keep();
        String whole = Files.readString(file);
        Files.writeString(file, whole.replaceFirst(part, instead));
        assertThat(cache.find(SOFTSIGN)).isEmpty();
        keep();
        assertThat(cache.find(SOFTSIGN)).contains(DERIVED);
    }

    @Test
    void bytesThatAreNoTextArePassedOver() throws IOException {
        Files.write(keep(), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(cache.find(SOFTSIGN)).isEmpty();
    }

    @Test
    void aLinkToAnotherFolderIsNoPlace() throws IOException {
        keep();
        Path linked = home.resolve("linked");
        Files.createSymbolicLink(linked, folder);
        assertThat(new ProofCache(linked, "this program").find(SOFTSIGN)).isEmpty();
    }

    @Test
    void aFileInItsPlaceDoesNoHarm() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "in the way");
        cache.keep(SOFTSIGN, DERIVED, "3.0.0");
        assertThat(cache.find(SOFTSIGN)).isEmpty();
        assertThat(Files.readString(folder)).isEqualTo("in the way");
    }

    @Test
    void theOldestMakeRoom() throws IOException {
        Files.createDirectories(folder);
        for (int i = 0; i < ProofCache.MOST; i++) {
            Path old = Files.writeString(folder.resolve("old" + i + ".txt"), "old");
            Files.setLastModifiedTime(old, FileTime.fromMillis(1_000_000L + i));
        }
        cache.keep(SOFTSIGN, DERIVED, "3.0.0");
        try (var files = Files.list(folder)) {
            assertThat(files.count()).isLessThan(ProofCache.MOST);
        }
        assertThat(cache.find(SOFTSIGN)).contains(DERIVED);
        assertThat(folder.resolve("old0.txt")).doesNotExist();
    }

    @Test
    void severalMayKeepAtOnce() {
        IntStream.range(0, 40).parallel().forEach(i -> {
            cache.keep(SOFTSIGN, DERIVED, "3.0.0");
            assertThat(cache.find(SOFTSIGN)).contains(DERIVED);
        });
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative/cache"})
    void aCacheHomeThatIsNoneDoesNotCount(String xdg) throws IOException {
        Path jar = Files.writeString(home.resolve("chalkgrad.jar"), "jar");
        ProofCache.of(Optional.of(xdg), Optional.of(home.toString()), Optional.of(jar.toString()))
                .orElseThrow()
                .keep(SOFTSIGN, DERIVED, "3.0.0");
        assertThat(home.resolve(".cache").resolve("chalkgrad").resolve("proofs"))
                .isNotEmptyDirectory();
    }

    @Test
    void theCacheHomeIsTheUsers() throws IOException {
        Path jar = Files.writeString(home.resolve("chalkgrad.jar"), "jar");
        Path xdg = home.resolve("elsewhere");
        ProofCache.of(Optional.of(xdg.toString()), Optional.of(home.toString()), Optional.of(jar.toString()))
                .orElseThrow()
                .keep(SOFTSIGN, DERIVED, "3.0.0");
        assertThat(xdg.resolve("chalkgrad").resolve("proofs")).isNotEmptyDirectory();
        assertThat(home.resolve(".cache")).doesNotExist();
        // Another build of the program is another program.
        Files.writeString(jar, "another jar");
        assertThat(ProofCache.of(Optional.of(xdg.toString()), Optional.empty(), Optional.of(jar.toString()))
                        .orElseThrow()
                        .find(SOFTSIGN))
                .isEmpty();
        assertThat(ProofCache.of(Optional.of(xdg.toString()), Optional.empty(), Optional.empty()))
                .isEmpty();
    }
}
