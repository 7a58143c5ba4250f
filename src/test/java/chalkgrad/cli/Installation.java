package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A fresh clone with the launcher in it, and a machine to call it on: with a Maven and a JDK that do in a quarter of a second what the real ones
 * take half a minute for, or with the real ones.
 *
 * <p>{@code Installation.withStandIns(home, "tree").call("--version").out()} is {@code "ran --version"}.
 */
final class Installation {
    /** A whole jar or archive of the stand-ins ends so. */
    static final String END = "the-end";

    private static final String[] TOOLS = {
        "sh", "uname", "tr", "cksum", "find", "stat", "sort", "ln", "mv", "rm", "mkdir", "cp", "sed", "sleep", "id", "cat",
        "readlink", "ps", "tput", "dirname", "chmod", "touch"
    };

    private static final String MVN =
            """
            #!/bin/sh
            [ "$1" = -v ] && { echo 'Apache Maven 3.9.9 (stand-in)'; exit; }
            for word; do case $word in -Dtarget=*) target=${word#*=} ;; esac; done
            echo built >>"$LOG"
            [ -z "${MVN_FAILS:-}" ] || exit 1
            mkdir -p "$target/classes"
            { echo jar; cat src/main/*; sleep "${SLOW:-0.05}"; echo more; } >"$target/chalkgrad.jar"
            echo the-end >>"$target/chalkgrad.jar"
            """;

    private static final String JAVA =
            """
            #!/bin/sh
            whole() { [ -f "$1" ] && case $(cat "$1") in *the-end) true ;; *) false ;; esac; }
            archive='' make='' words=''
            while [ $# -gt 0 ]; do
                case $1 in
                    -XX:ArchiveClassesAtExit=*) make=${1#*=} ;;
                    -XX:SharedArchiveFile=*) archive=${1#*=} ;;
                    -cp | -jar) jar=$2; shift; words=x ;;
                    -X* | -D*) ;;
                    *) break ;;
                esac
                shift
            done
            whole "$jar" || { echo "Error: Invalid or corrupt jarfile $jar" >&2; exit 1; }
            [ "${1-}" != chalkgrad.cli.SelfCheck ] || { echo whole; exit; }
            if [ -n "$make" ]; then
                echo trained >>"$LOG"
                { echo archive; sleep "${SLOW:-0.05}"; echo more; } >"$make"
                echo the-end >>"$make"
                exit "${TRAINING:-0}"
            fi
            if [ -n "$archive" ] && ! whole "$archive"; then
                echo crash >hs_err_pid1.log
                exit 134
            fi
            [ "${1-}" != chalkgrad.cli.Main ] || shift
            [ -z "$archive" ] || echo quick >>"$LOG"
            echo "ran $*"
            exit "${STATUS:-0}"
            """;

    private final Path home;
    private final Path tree;
    private final Path log;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> prefix = new ArrayList<>();

    private Installation(Path home, Path tree) {
        this.home = home;
        this.tree = tree;
        this.log = home.resolve("log");
    }

    /** With stand-ins for Maven and the JDK. */
    static Installation withStandIns(Path home, String tree) throws IOException {
        var made = new Installation(home, home.resolve(tree));
        Files.createDirectories(made.tree.resolve("src/main"));
        Files.createDirectories(made.tree.resolve("templates"));
        Files.writeString(made.tree.resolve("pom.xml"), "<project/>");
        Files.writeString(made.tree.resolve("src/main/Main.java"), "class Main {}\n");
        Files.copy(Path.of("chalkgrad").toAbsolutePath(), made.tree.resolve("chalkgrad"));
        Path bin = Files.createDirectories(home.resolve("bin"));
        program(bin.resolve("mvn"), MVN);
        Path jdk = Files.createDirectories(home.resolve("jdk/bin"));
        program(jdk.resolve("java"), JAVA);
        program(jdk.resolve("javac"), "#!/bin/sh\n");
        Files.writeString(
                home.resolve("jdk/release"), "IMPLEMENTOR=\"Stand In\"\nJAVA_VERSION=\"17.0.1\"\nOS_ARCH=\"any\"\n");
        made.environment.putAll(Map.of(
                "PATH", bin + File.pathSeparator + System.getenv("PATH"),
                "JAVA_HOME", home.resolve("jdk").toString(),
                "HOME", Files.createDirectories(home.resolve("user")).toString(),
                "LOG", made.log.toString()));
        return made;
    }

    /** A clone of this very program, with the Maven and the JDK of this machine. */
    static Installation real(Path home) throws IOException, InterruptedException {
        var made = new Installation(home, home.resolve("tree"));
        Path here = Path.of("").toAbsolutePath();
        for (String part : List.of("pom.xml", "chalkgrad", "src/main", "templates", "examples", "LICENSE", "NOTICE")) {
            Path to = made.tree.resolve(part);
            Files.createDirectories(to.getParent());
            new ProcessBuilder("cp", "-R", here.resolve(part).toString(), to.toString())
                    .start()
                    .waitFor();
        }
        for (String name : List.of("PATH", "HOME", "JAVA_HOME")) {
            if (System.getenv(name) != null) {
                made.environment.put(name, System.getenv(name));
            }
        }
        made.environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        return made;
    }

    static List<Path> installed(String tool) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }

    static void program(Path file, String text) throws IOException {
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    Installation with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Installation without(String name) {
        environment.remove(name);
        return this;
    }

    /** A machine with the usual tools and nothing else. */
    Installation withoutOthers() throws IOException {
        Path bin = home.resolve("bin");
        for (String tool : TOOLS) {
            for (Path real : installed(tool)) {
                program(bin.resolve(tool), "#!" + installed("sh").get(0) + "\nexec " + real + " \"$@\"\n");
            }
        }
        return with("PATH", bin.toString());
    }

    /** Words before the launcher's, such as {@code setpriv}. */
    Installation by(String... words) {
        prefix.clear();
        prefix.addAll(List.of(words));
        return this;
    }

    Path at(String name) {
        return tree.resolve(name);
    }

    Path jar() {
        return at("target/chalkgrad.jar");
    }

    /** How often something was done. */
    long times(String what) throws IOException {
        try (Stream<String> lines = Files.exists(log) ? Files.lines(log) : Stream.empty()) {
            return lines.filter(what::equals).count();
        }
    }

    /** A call that has begun. */
    final class Call {
        private final Process process;
        private final Path out;
        private final Path err;

        private Call(Process process, Path out, Path err) {
            this.process = process;
            this.out = out;
            this.err = err;
        }

        ProcessHandle handle() {
            return process.toHandle();
        }

        boolean isDone() {
            return !process.isAlive();
        }

        Session.Result await() throws IOException, InterruptedException {
            if (!process.waitFor(300, TimeUnit.SECONDS)) {
                killGroup(process.toHandle());
                throw new AssertionError("the call did not end: " + Files.readString(err));
            }
            return new Session.Result(process.exitValue(), Files.readString(out), Files.readString(err));
        }
    }

    Call begin(String... words) throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(at("chalkgrad").toString());
        command.addAll(List.of(words));
        // Not through pipes, which a process that was left behind would hold open.
        Path out = Files.createTempFile(home, "out", "");
        Path err = Files.createTempFile(home, "err", "");
        Path folder = Files.createDirectories(home.resolve("folder"));
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(environment);
        return new Call(builder.start(), out, err);
    }

    Session.Result call(String... words) throws IOException, InterruptedException {
        return begin(words).await();
    }

    /** The next call has to be right, whatever was before, and to leave nothing in the folder that it is made in. */
    Session.Result callsRightly(String as) throws IOException, InterruptedException {
        Session.Result result = call("--version");
        assertThat(result.code()).as("%s: %s", as, result.err()).isZero();
        assertThat(result.out()).as(as).matches("(ran --version|chalkgrad \\d+\\.\\d+\\.\\d+)\\R");
        assertThat(result.err()).as(as).doesNotContain("rror");
        try (Stream<Path> left = Files.list(home.resolve("folder"))) {
            assertThat(left).as(as).isEmpty();
        }
        return result;
    }

    /** Children first become orphans when their parent goes, so they are listed before. */
    static void killGroup(ProcessHandle launcher) {
        Stream.concat(launcher.descendants().toList().stream(), Stream.of(launcher))
                .forEach(ProcessHandle::destroyForcibly);
    }

    static void killChildren(ProcessHandle launcher) {
        launcher.descendants().toList().forEach(ProcessHandle::destroyForcibly);
    }

    static void signal(String name, ProcessHandle launcher) {
        Stream.concat(Stream.of(launcher), launcher.descendants().toList().stream())
                .forEach(process -> {
                    try {
                        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                                .start()
                                .waitFor();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
