package chalkgrad.write;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program run in a directory of its own, within a time and a size, leaving no process behind.
 *
 * <p>{@code run(List.of("xelatex", "page.tex"), env, dir, deadline, 1 << 20)} answers {@code DONE}.
 */
final class BoundedProcess {

    /** How a run ended. */
    enum Outcome {
        DONE,
        FAILED,
        TOO_LONG,
        TOO_LARGE;

        boolean cutShort() {
            return this == TOO_LONG || this == TOO_LARGE;
        }
    }

    /** The file in the directory that has what was said on standard error; it counts as the rest does. */
    static final String SAID = "standard-error.txt";

    private static final long LOOK_EVERY_MILLIS = 20;

    private BoundedProcess() {}

    /**
     * Runs a program to its end, or ends it and all that it started.
     *
     * @param environment the whole of it; nothing is inherited
     * @param deadline by {@link System#nanoTime}
     * @param mostBytes how much may lie in the directory
     * @throws IOException when the program cannot be started
     * @throws InterruptedException when the thread is interrupted; the program has been ended then too
     */
    static Outcome run(
            List<String> command, Map<String, String> environment, Path directory, long deadline, long mostBytes)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve(SAID).toFile());
        Process process = builder.start();
        try {
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                if (System.nanoTime() - deadline >= 0) {
                    return Outcome.TOO_LONG;
                }
                if (size(directory) > mostBytes) {
                    return Outcome.TOO_LARGE;
                }
            }
            if (size(directory) > mostBytes) {
                return Outcome.TOO_LARGE;
            }
            return process.exitValue() == 0 ? Outcome.DONE : Outcome.FAILED;
        } finally {
            end(process);
        }
    }

    /** Children first become orphans when their parent goes, so they are listed before. */
    private static void end(Process process) throws InterruptedException {
        List<ProcessHandle> tree = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .filter(ProcessHandle::isAlive)
                .toList();
        tree.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle handle : tree) {
            handle.onExit()
                    .orTimeout(Duration.ofSeconds(5).toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionally(late -> handle)
                    .join();
        }
    }

    private static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(BoundedProcess::sizeOf).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0; // a file went away while it was looked at; the next look is near
        }
    }

    private static long sizeOf(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
