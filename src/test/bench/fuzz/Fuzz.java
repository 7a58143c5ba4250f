import chalkgrad.cli.Main;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calls the program with drawn input, case by case, and keeps what it could not cope with.
 *
 * <p>{@code Fuzz run problems 7 0 60 target/fuzz}: seed 7, from case 0, for 60 seconds.
 */
public final class Fuzz {
    private static final int HUNG = 75;
    private static final int SMALLER_TRIES = 400;

    private final Kind kind;
    private final long seed;
    private final Path out;
    private final Path room;
    private final long limit = Long.getLong("limit", 30) * 1000;

    /** The text that is drawn, what it is called, and the call that takes it. */
    record Case(String file, String text, List<String> words) {}

    /** What may be handed in. */
    interface Kind {
        /** Makes what all cases need; answers nothing. */
        default void prepare(Path room) throws IOException {}

        Case draw(Random random, Path room);
    }

    private record Outcome(int code, String out, String err, Optional<Throwable> thrown) {}

    private Fuzz(String kind, long seed, Path out) throws IOException {
        this.kind = Kinds.named(kind);
        this.seed = seed;
        this.out = out;
        this.room = Files.createTempDirectory("chalkgrad-fuzz-").toRealPath();
        this.kind.prepare(room);
    }

    public static void main(String[] args) throws Exception {
        var out = Path.of(args[args.length - 1]);
        var fuzz = new Fuzz(args[1], Long.parseLong(args[2]), out);
        try {
            if (args[0].equals("replay")) {
                fuzz.replay(Integer.parseInt(args[3]));
            } else {
                System.exit(fuzz.run(args[1], Integer.parseInt(args[3]), Long.parseLong(args[4])));
            }
        } finally {
            delete(fuzz.room);
        }
    }

    private Case draw(int number) {
        return kind.draw(new Random(seed * 1_000_003 + number), room);
    }

    private void replay(int number) throws Exception {
        Case drawn = draw(number);
        System.out.println(drawn.words() + "\n" + drawn.text());
        Outcome outcome = call(drawn);
        System.out.println("exit " + outcome.code + "\n" + outcome.out + outcome.err);
        outcome.thrown.ifPresent(Throwable::printStackTrace);
        System.out.println(fault(outcome).map(fault -> "FOUND: " + fault).orElse("as it should be"));
        System.exit(0);
    }

    private int run(String name, int first, long seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        Path next = out.resolve(name + "-" + seed + ".next");
        var codes = new TreeMap<Integer, Integer>();
        int found = 0;
        int number = first;
        for (; System.nanoTime() < end; number++) {
            Files.writeString(next, Integer.toString(number));
            Case drawn = draw(number);
            Outcome outcome = within(drawn, name, number);
            codes.merge(outcome.code, 1, Integer::sum);
            Optional<String> fault = fault(outcome);
            if (fault.isPresent()) {
                found++;
                keep(name, number, fault.get(), drawn);
            }
        }
        String tally = codes.entrySet().stream()
                .map(each -> each.getValue() + " with exit code " + each.getKey())
                .collect(Collectors.joining(", "));
        System.out.println(name + ", seed " + seed + ", cases " + first + " to " + (number - 1) + ": " + found + " found; " + tally);
        return found > 0 ? 1 : 0;
    }

    /** Ends the whole JVM if the case does not end: nothing else would stop it. */
    private Outcome within(Case drawn, String name, int number) throws Exception {
        var result = new Outcome[1];
        var thread = new Thread(null, () -> result[0] = call(drawn), "case", 0);
        thread.setDaemon(true);
        thread.start();
        thread.join(limit);
        if (thread.isAlive()) {
            String where = Arrays.stream(thread.getStackTrace())
                    .filter(frame -> frame.getClassName().startsWith("chalkgrad"))
                    .limit(12)
                    .map(frame -> "    at " + frame)
                    .collect(Collectors.joining("\n"));
            save(name, number, "did not end in " + limit / 1000 + " s\n" + where, drawn);
            delete(room);
            Runtime.getRuntime().halt(HUNG);
        }
        return result[0];
    }

    private Outcome call(Case drawn) {
        var written = new ByteArrayOutputStream();
        var said = new ByteArrayOutputStream();
        Optional<Throwable> thrown = Optional.empty();
        int code = -1;
        try {
            if (!drawn.file().equals("-")) {
                Files.createDirectories(room.resolve(drawn.file()).getParent());
                Files.write(room.resolve(drawn.file()), Kinds.bytes(drawn.text()));
            }
            code = new Main()
                    .run(
                            new ByteArrayInputStream(Kinds.bytes(drawn.text())),
                            written,
                            new PrintStream(said, true, StandardCharsets.UTF_8),
                            drawn.words().toArray(String[]::new));
        } catch (Throwable e) {
            thrown = Optional.of(e);
        }
        try {
            delete(room.resolve("out"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Outcome(
                code, written.toString(StandardCharsets.UTF_8), said.toString(StandardCharsets.UTF_8), thrown);
    }

    /** What is wrong with what the program did, if anything is. */
    private static Optional<String> fault(Outcome outcome) {
        if (outcome.thrown.isPresent()) {
            return Optional.of("threw " + outcome.thrown.get());
        } else if (outcome.code < 0 || outcome.code > 4) {
            return Optional.of("exit code " + outcome.code);
        }
        for (String sign : List.of("fault in the program", "too large for the memory", "Exception", "\tat ", "please report")) {
            Optional<String> line = Stream.concat(outcome.err.lines(), outcome.out.lines())
                    .filter(each -> each.contains(sign))
                    .findFirst();
            if (line.isPresent()) {
                return line;
            }
        }
        return outcome.code > 1 && outcome.err.isBlank() && !outcome.out.contains("undecided")
                ? Optional.of("exit code " + outcome.code + " without a word")
                : Optional.empty();
    }

    /** The part of a fault that stays while a case is made smaller. */
    private static String gist(String fault) {
        int at = fault.indexOf("fault in the program");
        String tail = at < 0 ? fault : fault.substring(at);
        return tail.replaceAll("[0-9]+", "#").substring(0, Math.min(70, tail.replaceAll("[0-9]+", "#").length()));
    }

    private void keep(String name, int number, String fault, Case drawn) throws IOException {
        Case small = smaller(drawn, gist(fault));
        save(name, number, fault, small);
    }

    private void save(String name, int number, String fault, Case drawn) throws IOException {
        Path folder = Files.createDirectories(out.resolve(name + "-" + seed + "-" + number));
        String file = drawn.file().equals("-") ? "stdin" : Path.of(drawn.file()).getFileName().toString();
        Files.write(folder.resolve(file), Kinds.bytes(drawn.text()));
        Files.writeString(folder.resolve("call"), String.join("\n", drawn.words()) + "\n\n" + fault + "\n");
        System.out.println(folder + ": " + fault.lines().findFirst().orElse(""));
    }

    /** Takes away lines, and then characters, as long as the same goes wrong. */
    private Case smaller(Case drawn, String gist) {
        String text = drawn.text();
        int[] tries = {SMALLER_TRIES};
        text = without(drawn, split(text, "(?<=\n)"), gist, tries);
        text = without(drawn, split(text, "(?<=[\\s,;(){}\\[\\]])"), gist, tries);
        return new Case(drawn.file(), text, drawn.words());
    }

    private static List<String> split(String text, String at) {
        return new ArrayList<>(Arrays.asList(text.split(at)));
    }

    private String without(Case drawn, List<String> pieces, String gist, int[] tries) {
        for (int size = Math.max(1, pieces.size() / 2); size > 0; size /= 2) {
            for (int at = 0; at < pieces.size() && tries[0] > 0; ) {
                var fewer = new ArrayList<>(pieces);
                fewer.subList(at, Math.min(pieces.size(), at + size)).clear();
                tries[0]--;
                Outcome outcome = call(new Case(drawn.file(), String.join("", fewer), drawn.words()));
                if (fault(outcome).map(Fuzz::gist).filter(gist::equals).isPresent()) {
                    pieces = fewer;
                } else {
                    at += size;
                }
            }
        }
        return String.join("", pieces);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
