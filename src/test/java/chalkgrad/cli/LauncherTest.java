package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The launcher, called again after whatever may have happened to it: the next call is right each time.
 *
 * <p>Maven and the JVM are stand-ins here, except with {@code -Dthorough=true}, where 20 real builds and 20 real trainings are killed as well, and
 * every kind of damage is tried and not just the first of each.
 */
class LauncherTest {
    private static final boolean THOROUGH = Boolean.getBoolean("thorough");

    @TempDir
    Path home;

    private Installation fresh() throws IOException {
        return Installation.withStandIns(home, "tree");
    }

    private Installation built() throws IOException, InterruptedException {
        Installation tree = fresh();
        tree.callsRightly("first");
        return tree;
    }

    /** A training in the background may go on for longer than the call that has begun it. */
    @AfterEach
    void nothingRuns() throws IOException, InterruptedException {
        await(() -> ProcessHandle.allProcesses()
                .noneMatch(process -> process.info().commandLine().orElse("").contains(home.toString())));
    }

    @BeforeEach
    void aShell() {
        assumeTrue(!Installation.installed("sh").isEmpty(), "sh is not installed: the launcher is not tried");
    }

    @Test
    void itBuildsAndTrainsOnceAndHandsOnWordsAndStatus() throws Exception {
        Installation tree = fresh();
        assertThat(tree.callsRightly("first").err()).contains("building chalkgrad (once)");
        Session.Result second = tree.with("STATUS", "3").call("solve", "a b.yaml", "", "*");
        assertThat(second).isEqualTo(new Session.Result(3, "ran solve a b.yaml  *\n", ""));
        assertThat(List.of(tree.times("built"), tree.times("trained"), tree.times("quick")))
                .containsExactly(1L, 1L, 3L); // the trial of the archive, and two calls
        try (Stream<Path> files = Files.list(tree.at("target"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing unfinished is left")
                    .containsExactlyInAnyOrder(
                            "chalkgrad.jar",
                            "chalkgrad.built",
                            "chalkgrad-17.0.1-Stand-any.jsa",
                            "chalkgrad-17.0.1-Stand-any.jsa.ok");
        }
    }

    /** Who is killed. */
    private enum Victim {
        LAUNCHER(ProcessHandle::destroyForcibly),
        CHILDREN(Installation::killChildren),
        GROUP(Installation::killGroup),
        ASKED(ProcessHandle::destroy);

        private final Consumer<ProcessHandle> kill;

        Victim(Consumer<ProcessHandle> kill) {
            this.kill = kill;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBuildOrATrainingThatIsKilled(Victim victim) throws Exception {
        long seed = Long.getLong("seed", 20261130);
        var random = new Random(seed + victim.ordinal());
        for (int kill = 0; kill < (THOROUGH ? 20 : 1); kill++) {
            String as = "seed " + seed + ", " + victim + ", kill " + kill;
            Path place = Files.createDirectories(home.resolve("clone" + kill));
            Installation tree = Installation.withStandIns(place, "tree").with("SLOW", "0.3");
            Installation.Call call = tree.begin("--version");
            Thread.sleep(random.nextInt(1000));
            victim.kill.accept(call.handle());
            tree.with("SLOW", "0").callsRightly(as);
            long built = tree.times("built");
            tree.callsRightly(as + ", once more");
            assertThat(tree.times("built")).as(as).isEqualTo(built).isBetween(1L, 2L);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "thorough", matches = "true", disabledReason = "real builds take minutes")
    void realBuildsAndTrainingsThatAreKilled() throws Exception {
        long seed = Long.getLong("seed", 20261130);
        var random = new Random(seed);
        Installation tree = Installation.real(home);
        for (int kill = 0; kill < 20; kill++) {
            Installation.killGroup(after(random.nextInt(25_000), tree.begin("--version")));
        }
        tree.callsRightly("seed " + seed + ", after 20 kills of the first build");
        for (int kill = 0; kill < 20; kill++) {
            try (Stream<Path> files = Files.list(tree.at("target"))) {
                for (Path file : files.filter(f -> f.toString().contains(".jsa")).toList()) {
                    Files.delete(file);
                }
            }
            Installation.Call call = tree.begin("equal", "1", "1"); // trains in the background
            assertThat(call.await().code()).isZero();
            Thread.sleep(random.nextInt(5_000));
            ProcessHandle.allProcesses()
                    .filter(process -> process.info().commandLine().orElse("").contains(tree.at("target").toString()))
                    .forEach(kill % 2 == 0 ? ProcessHandle::destroyForcibly : ProcessHandle::destroy);
            tree.callsRightly("seed " + seed + ", training " + kill);
        }
    }

    private static ProcessHandle after(int millis, Installation.Call call) throws InterruptedException {
        Thread.sleep(millis);
        return call.handle();
    }

    @Test
    void severalAtOnceInAFreshClone() throws Exception {
        Installation tree = fresh();
        // A lock of somebody who is gone: all see that, and one of them takes it away.
        Files.createDirectories(tree.at("target"));
        Files.createSymbolicLink(tree.at("target/building"), Path.of(host() + "-999999999-12345"));
        var calls = new ArrayList<Installation.Call>();
        for (int i = 0; i < 4; i++) {
            calls.add(tree.begin("--version"));
        }
        for (Installation.Call call : calls) {
            assertThat(call.await().out()).isEqualTo("ran --version\n");
        }
        assertThat(tree.times("built")).as("builds").isEqualTo(1);
        assertThat(tree.at("target/building")).doesNotExist();
    }

    private static String host() throws IOException, InterruptedException {
        Process uname = new ProcessBuilder("uname", "-n").start();
        String name = new String(uname.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return name.replaceAll("[^A-Za-z0-9]", "");
    }

    /** A process that lives, but is not the one that took the lock, as its number has been given to another. */
    @Test
    void aNumberThatHasBeenGivenToAnother() throws Exception {
        Installation tree = fresh();
        Files.createDirectories(tree.at("target"));
        long self = ProcessHandle.current().pid();
        Files.createSymbolicLink(tree.at("target/building"), Path.of(host() + "-" + self + "-1"));
        tree.callsRightly("a lock of a reused number");
        Files.createSymbolicLink(tree.at("target/training"), Path.of(host() + "-" + self + "-1"));
        Files.delete(tree.at("target/chalkgrad-17.0.1-Stand-any.jsa"));
        tree.callsRightly("a lock of a training");
        await(() -> tree.times("trained") == 2);
    }

    @Test
    void aLiveLockIsWaitedForWhoeverHasIt() throws Exception {
        Installation tree = fresh().with("SLOW", "0.5");
        Installation.Call first = tree.begin("--version");
        await(() -> Files.isSymbolicLink(tree.at("target/building")));
        Path lock = Files.readSymbolicLink(tree.at("target/building"));
        Installation.signal("STOP", first.handle());
        try {
            Installation.Call second = tree.begin("--version");
            Thread.sleep(400);
            assertThat(second.isDone()).as("the second waits").isFalse();
            assertThat(Files.readSymbolicLink(tree.at("target/building"))).isEqualTo(lock);
            Installation.signal("CONT", first.handle());
            assertThat(first.await().out()).isEqualTo("ran --version\n");
            assertThat(second.await().out()).isEqualTo("ran --version\n");
        } finally {
            Installation.signal("CONT", first.handle());
        }
        assertThat(tree.times("built")).isEqualTo(1);
    }

    /** What may happen to a file between two calls. */
    private enum Damage {
        CUT {
            @Override
            void to(Path file) throws IOException {
                byte[] content = Files.readAllBytes(file);
                Files.write(file, List.of(new String(content, 0, content.length / 2, StandardCharsets.UTF_8)));
            }
        },
        EMPTIED {
            @Override
            void to(Path file) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        OVERWRITTEN {
            @Override
            void to(Path file) throws IOException {
                FileTime time = Files.getLastModifiedTime(file);
                byte[] content = Files.readAllBytes(file);
                content[content.length - 3] ^= 1;
                Files.write(file, content, StandardOpenOption.TRUNCATE_EXISTING);
                Files.setLastModifiedTime(file, time);
            }
        };

        abstract void to(Path file) throws IOException;
    }

    static List<Damage> damages() {
        return some(Damage.values());
    }

    @SafeVarargs
    private static <T> List<T> some(T... all) {
        return List.of(all).subList(0, THOROUGH ? all.length : 1);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedJarIsBuiltAnewOnce(Damage damage) throws Exception {
        Installation tree = built();
        damage.to(tree.jar());
        assertThat(tree.callsRightly("damaged").err()).contains("building");
        assertThat(tree.callsRightly("mended").err()).isEmpty();
        assertThat(tree.times("built")).isEqualTo(2);
    }

    @ParameterizedTest
    @MethodSource("damages")
    void aDamagedArchiveIsDroppedAndMadeAnew(Damage damage) throws Exception {
        Installation tree = built();
        Path archive = tree.at("target/chalkgrad-17.0.1-Stand-any.jsa");
        assertThat(archive).isNotEmptyFile();
        damage.to(archive);
        tree.callsRightly("damaged");
        await(() -> Files.exists(archive) && Installation.text(archive).endsWith(Installation.END + "\n"));
        assertThat(tree.times("built")).isEqualTo(1);
    }

    @Test
    void aTrainingThatFailsInstallsNothing() throws Exception {
        Installation tree = fresh().with("TRAINING", "1");
        tree.callsRightly("without an archive");
        assertThat(tree.times("trained")).isEqualTo(1);
        assertThat(tree.at("target/chalkgrad-17.0.1-Stand-any.jsa")).doesNotExist();
    }

    @Test
    void aJarThatIsCopiedLinkedOrTouchedIsTheSame() throws Exception {
        Installation tree = built();
        Path copy = Files.copy(tree.jar(), home.resolve("copy"));
        Files.move(copy, tree.jar(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        tree.callsRightly("copied");
        Files.setLastModifiedTime(tree.jar(), FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        tree.callsRightly("touched");
        Files.createLink(home.resolve("link"), tree.jar());
        tree.callsRightly("linked");
        Files.delete(tree.at("target/chalkgrad.built"));
        Files.setLastModifiedTime(tree.jar(), FileTime.from(Instant.now()));
        tree.callsRightly("built by hand");
        assertThat(tree.times("built")).isEqualTo(1);
    }

    @Test
    void aClockThatGoesBack() throws Exception {
        Installation tree = built();
        Path source = tree.at("src/main/Main.java");
        Files.writeString(source, "class Main { int changed; }\n");
        Files.setLastModifiedTime(source, FileTime.from(Instant.parse("2001-01-01T00:00:00Z")));
        tree.callsRightly("changed in the past");
        assertThat(tree.times("built")).isEqualTo(2);
        assertThat(Installation.text(tree.jar())).contains("changed");
        Files.setLastModifiedTime(tree.jar(), FileTime.from(Instant.parse("2100-01-01T00:00:00Z")));
        Files.writeString(source, "class Main { int again; }\n");
        tree.callsRightly("changed before the jar was made");
        assertThat(Installation.text(tree.jar())).contains("again");
        Files.delete(source);
        Files.writeString(tree.at("src/main/Other.java"), "class Other {}\n");
        tree.callsRightly("renamed");
        assertThat(Installation.text(tree.jar())).contains("Other");
        long built = tree.times("built");
        FileTime later = FileTime.from(Instant.now().plusSeconds(3600));
        Files.setLastModifiedTime(tree.at("src/main/Other.java"), later);
        tree.callsRightly("touched, and the same");
        assertThat(tree.times("built")).isEqualTo(built);
    }

    @Test
    void aSourceThatChangesWhileItIsBuilt() throws Exception {
        Installation tree = fresh().with("SLOW", "0.4");
        Installation.Call call = tree.begin("--version");
        await(() -> tree.times("built") == 1);
        Thread.sleep(150);
        Files.writeString(tree.at("src/main/Main.java"), "class Main { int late; }\n");
        assertThat(call.await().code()).isZero();
        tree.callsRightly("afterwards");
        assertThat(Installation.text(tree.jar())).contains("late");
    }

    static List<String> names() {
        return some("ends in a line end\n", "a blank", "역전파", "a:b", "-dash");
    }

    @ParameterizedTest
    @MethodSource("names")
    void paths(String name) throws Exception {
        try {
            Files.createDirectories(home.resolve(name));
        } catch (FileSystemException | InvalidPathException e) {
            assumeTrue(false, "this machine has no such file names");
        }
        Installation tree = Installation.withStandIns(home, name);
        tree.callsRightly("first");
        tree.callsRightly("second");
        assertThat(tree.times("built")).isEqualTo(1);
        assertThat(tree.times("quick")).isEqualTo(3);
        assertThat(tree.jar()).isNotEmptyFile();
    }

    @Test
    void whatIsMissingIsNamedWithACure() throws Exception {
        Installation tree = fresh().withoutOthers();
        Files.delete(home.resolve("bin/mvn"));
        assertThat(tree.call("--version"))
                .isEqualTo(new Session.Result(
                        4,
                        "",
                        "chalkgrad: no mvn was found; building chalkgrad needs Maven, 3.6.3 or newer (Debian: apt install maven)\n"));
        Installation.program(home.resolve("bin/mvn"), "#!/bin/sh\necho Apache Maven 3.5.0\n");
        assertThat(tree.call().err()).isEqualTo("chalkgrad: mvn is 3.5.0; it has to be 3.6.3 or newer\n");
        Files.delete(home.resolve("jdk/bin/javac"));
        assertThat(tree.call().err()).startsWith("chalkgrad: a JDK is needed to build chalkgrad; ");
        Files.writeString(home.resolve("jdk/release"), "JAVA_VERSION=\"11.0.2\"\n");
        assertThat(tree.call().err()).startsWith("chalkgrad: java is 11.0.2; it has to be 17 or newer");
        assertThat(tree.without("JAVA_HOME").call().err()).startsWith("chalkgrad: no java was found");
        Installation.program(home.resolve("bin/java"), "#!/bin/sh\necho 'openjdk version \"17.0.9\"' >&2\n");
    }

    @Test
    void aBuildThatFailsLeavesNothing() throws Exception {
        Installation tree = fresh().with("MVN_FAILS", "1");
        Session.Result failed = tree.call("--version");
        assertThat(failed.code()).isEqualTo(4);
        assertThat(failed.err()).isEqualTo("chalkgrad: building chalkgrad (once)…\nchalkgrad: the build failed\n");
        assertThat(tree.at("target")).isEmptyDirectory();
        tree.without("MVN_FAILS").callsRightly("afterwards");
    }

    /** {@code TMPDIR} cannot be written to, and files are made for their owner only. */
    @Test
    void anOddMachine() throws Exception {
        Installation tree = fresh().with("TMPDIR", "/nowhere/at/all");
        tree.by("sh", "-c", "umask 077; exec \"$0\" \"$@\"");
        tree.callsRightly("umask 077");
        tree.callsRightly("umask 077, again");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(tree.jar())))
                .isEqualTo("rw-------");
        assertThat(tree.times("built")).isEqualTo(1);
        tree.by().with("HOME", "/nowhere").callsRightly("no home");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTreeThatCannotBeWrittenTo(boolean built) throws Exception {
        Installation tree = built ? built() : fresh();
        asSomebodyElse(tree);
        tree.callsRightly("first");
        tree.callsRightly("second");
        assertThat(tree.times("built")).as("built by one of them").isEqualTo(1);
        if (!built) {
            assertThat(tree.at("target")).doesNotExist();
        } else {
            // What does not start is built in a place of one's own.
            tree.by();
            Damage.CUT.to(tree.jar());
            asSomebodyElse(tree);
            tree.callsRightly("damaged by somebody else");
            tree.callsRightly("damaged by somebody else, again");
            assertThat(tree.times("built")).isEqualTo(2);
        }
    }

    /** Who may write to a home of their own and to nothing else. */
    private void asSomebodyElse(Installation tree) throws IOException, InterruptedException {
        String[] nobody = {"setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"};
        boolean able = !Installation.installed("setpriv").isEmpty()
                && new ProcessBuilder(Stream.concat(Stream.of(nobody), Stream.of("true"))
                                        .toArray(String[]::new))
                                .start()
                                .waitFor()
                        == 0;
        assumeTrue(able, "setpriv is not installed, or may not be used: a tree of somebody else's is not tried");
        Path log = home.resolve("log");
        Files.writeString(log, Files.exists(log) ? Files.readString(log) : "");
        Files.createDirectories(home.resolve("folder"));
        new ProcessBuilder("chmod", "-R", "a+rX", home.toString()).start().waitFor();
        new ProcessBuilder("chmod", "-R", "a+rwX", log.toString(), home.resolve("user").toString())
                .start()
                .waitFor();
        new ProcessBuilder("chown", "-R", "65534", home.resolve("user").toString())
                .start()
                .waitFor();
        tree.by(nobody);
    }

    /** What must become true within ten seconds. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException, InterruptedException {
        for (int tries = 0; !condition.holds(); tries++) {
            assertThat(tries).as("tries").isLessThan(1000);
            Thread.sleep(10);
        }
    }
}
