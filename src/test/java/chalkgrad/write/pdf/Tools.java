package chalkgrad.write.pdf;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Programs of this machine that know PDF, where there are such. */
final class Tools {
    private Tools() {}

    /** The program, or nothing. */
    static List<Path> installed(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .limit(1)
                .toList();
    }

    /** All that it prints. */
    static String run(Path tool, Object... arguments) throws IOException {
        var command = Stream.concat(Stream.of(tool), Stream.of(arguments))
                .map(Object::toString)
                .toList();
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
