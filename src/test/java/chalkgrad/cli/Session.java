package chalkgrad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A user at a shell, in a folder of their own.
 *
 * <p>{@code session.file("a.yaml", text).run("solve", "a.yaml").code()}; results go to {@code out} in that folder unless they say otherwise.
 */
final class Session {
    private final Path home;
    private final Path out;
    private byte[] input = {};

    Session(Path home) {
        this.home = home;
        this.out = home.resolve("out");
    }

    /** What came of a call. */
    record Result(int code, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    Session file(String name, String text) {
        return file(name, text.getBytes(StandardCharsets.UTF_8));
    }

    Session file(String name, byte[] content) {
        try {
            Files.createDirectories(at(name).getParent());
            Files.write(at(name), content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Session input(String text) {
        input = text.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    Path at(String name) {
        return home.resolve(name);
    }

    /** Solves files of this folder, with options before them. */
    Result solve(List<String> options, String... files) {
        var arguments = new ArrayList<String>(List.of("solve"));
        if (!options.contains("-o")) {
            arguments.addAll(List.of("-o", out.toString()));
        }
        arguments.addAll(options);
        for (String file : files) {
            arguments.add(file.equals("-") ? file : at(file).toString());
        }
        return run(arguments.toArray(String[]::new));
    }

    /** Marks works of this folder against its {@code wikidocs.yaml}. */
    Result check(String... works) {
        var arguments = new ArrayList<String>(List.of("check", "-f", "json", "-q", "-o", out.toString()));
        arguments.add(at("wikidocs.yaml").toString());
        for (String work : works) {
            arguments.add(at(work).toString());
        }
        Result result = run(arguments.toArray(String[]::new));
        assertThat(result.err()).doesNotContain("StackOverflow", "OutOfMemory");
        assertThat(result.out()).doesNotContain("Exception", "\tat ");
        return result;
    }

    Result run(String... arguments) {
        var written = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        int code = new Main()
                .run(
                        new ByteArrayInputStream(input),
                        new PrintStream(written, true, StandardCharsets.UTF_8),
                        new PrintStream(said, true, StandardCharsets.UTF_8),
                        arguments);
        String err = said.toString(StandardCharsets.UTF_8);
        assertThat(err).doesNotContain("\tat ").doesNotContain("Exception").doesNotContain("fault in the program");
        return new Result(code, written.toString(StandardCharsets.UTF_8), err);
    }

    /** The names of the results. */
    List<String> results() {
        if (!Files.exists(out)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(out)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String result(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    byte[] bytes(String name) {
        try {
            return Files.readAllBytes(out.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
