package chalkgrad.batch;

import chalkgrad.batch.Maker.Bad;
import chalkgrad.batch.Maker.Job;
import chalkgrad.batch.Maker.Made;
import chalkgrad.batch.Maker.Outcome;
import chalkgrad.batch.Maker.Piece;
import chalkgrad.variant.Drawn;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;

/** An exam of three questions whose variants are made of their keys alone, and what is needed to run it. */
final class Fakes {
    static final byte[] EXAM = "an exam".getBytes(StandardCharsets.UTF_8);
    static final int QUESTIONS = 3;

    private Fakes() {}

    /** Draws that are the keys, but for those that are refused. */
    static Function<Iterator<String>, Iterator<Drawn>> draws(Set<String> refused) {
        return keys -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return keys.hasNext();
            }

            @Override
            public Drawn next() {
                String key = keys.next();
                return refused.contains(key)
                        ? new Drawn.Refused(key, 10, 1, Map.of(), "", Map.of("x1", "0.3"), false)
                        : new Drawn.Taken(key, 1, List.of());
            }
        };
    }

    /** Makes a sheet, which is dear and made once, and a page, which is made every time; notes whose sheets it has made. */
    static final class Making implements Maker {
        final ConcurrentLinkedQueue<String> dear = new ConcurrentLinkedQueue<>();
        private final Set<String> bad;
        private final Set<String> faulty;
        private final int bundle;

        Making(Set<String> bad, Set<String> faulty, int bundle) {
            this.bad = bad;
            this.faulty = faulty;
            this.bundle = bundle;
        }

        Making() {
            this(Set.of(), Set.of(), 1);
        }

        @Override
        public int bundle() {
            return bundle;
        }

        @Override
        public List<Outcome> make(List<Job> jobs) {
            var outcomes = new ArrayList<Outcome>();
            for (Job job : jobs) {
                outcomes.add(make(job));
            }
            return outcomes;
        }

        @Override
        public List<Piece> examples(Seat seat, Drawn.Taken drawn) {
            return List.of(new Piece("midterm-marks.md", Optional.of(content("marks, as for " + drawn.key()))));
        }

        private Outcome make(Job job) {
            String key = job.drawn().key();
            if (bad.contains(key)) {
                return new Bad("no good: " + key);
            } else if (faulty.contains(key)) {
                throw new IllegalStateException("boom");
            }
            String sheet = job.seat().id() + "-questions.pdf";
            boolean whole = job.whole().test(sheet);
            if (!whole) {
                dear.add(key);
            }
            return new Made(
                    new Facts(
                            Map.of("x1", "0." + key),
                            List.of(
                                    line(1, "a", key),
                                    line(2, "b1", "1"),
                                    line(2, "b2", "2"),
                                    line(3, "c", "=" + key))),
                    List.of(
                            new Piece(sheet, whole ? Optional.empty() : Optional.of(content("sheet " + key))),
                            new Piece(job.seat().id() + "-solution.md", Optional.of(content("page " + key)))),
                    List.of((key + "\n").getBytes(StandardCharsets.UTF_8)),
                    List.of());
        }

        private static Facts.Line line(int question, String ask, String answer) {
            return new Facts.Line(question, "number", ask, answer, "0.5", new BigDecimal("1.50"), Map.of());
        }
    }

    /** Some kilobytes, so that there is something to be cut short. */
    static byte[] content(String text) {
        return (text + "\n").repeat(200).getBytes(StandardCharsets.UTF_8);
    }

    /** A list of all keys, with a first and a last line. */
    static final class Listing implements Gathering {
        @Override
        public String fileName() {
            return "listing.txt";
        }

        @Override
        public Sheaf open(OutputStream out) throws IOException {
            out.write("begin\n".getBytes(StandardCharsets.UTF_8));
            return new Sheaf() {
                @Override
                public void add(byte[] prepared) throws IOException {
                    out.write(prepared);
                }

                @Override
                public void finish() throws IOException {
                    out.write("end\n".getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }

                @Override
                public void close() {}
            };
        }
    }

    /** All sheets one behind the other. */
    static final class Printed implements Bundle {
        @Override
        public String fileName() {
            return "print.pdf";
        }

        @Override
        public String part(String id) {
            return id + "-questions.pdf";
        }

        @Override
        public Binding open(OutputStream out) {
            return new Binding() {
                @Override
                public void add(Path part) throws IOException {
                    out.write(Files.readAllBytes(part));
                }

                @Override
                public void finish() throws IOException {
                    out.flush();
                }

                @Override
                public void close() {}
            };
        }
    }

    /** Somebody who remembers what was said. */
    static class Notes implements Watcher {
        final List<String> wrote = new ArrayList<>();
        final List<String> failed = new ArrayList<>();
        int steps;

        @Override
        public void wrote(Path file) {
            wrote.add(file.getFileName().toString());
        }

        @Override
        public void failed(Seat seat, String reason) {
            failed.add(seat.id() + ": " + reason);
        }

        @Override
        public void warned(Seat seat, String warning) {}

        @Override
        public void step() {
            steps++;
        }

        @Override
        public boolean stopped() {
            return false;
        }
    }

    static VariantRun.Order order(Path out, Seats seats, Shard shard, int threads) {
        return order(out, seats, shard, threads, 7);
    }

    static VariantRun.Order order(Path out, Seats seats, Shard shard, int threads, long seed) {
        var rows = new TreeMap<String, String>();
        rows.put("program", "chalkgrad test");
        rows.put("exam", "midterm");
        rows.put("exam_sha256", Digest.of(EXAM));
        rows.put("seed", Long.toString(seed));
        rows.put("count", Integer.toString(seats.count()));
        rows.put("roster_sha256", seats.roster());
        Optional<byte[]> roster = seats.roster().isEmpty()
                ? Optional.empty()
                : Optional.of(seats.roster().getBytes(StandardCharsets.UTF_8));
        return new VariantRun.Order(out, new RunFingerprint(rows), EXAM, roster, seats, shard, QUESTIONS, threads);
    }

    static VariantRun series(VariantRun.Order order, Maker maker, Watcher watcher, Storage storage) {
        return new VariantRun(order, maker, List.of(new Listing()), Optional.of(new Printed()), watcher, storage);
    }

    /** Makes all of it. */
    static Notes run(Path out, Seats seats, Shard shard, int threads, Maker maker) throws Halt {
        var notes = new Notes();
        series(order(out, seats, shard, threads), maker, notes, Storage.DISK).run(draws(Set.of()));
        return notes;
    }

    /** Every file of a folder by its name, hidden ones too: its content, or, of a variant's, its digest. */
    static Map<String, String> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            var all = new TreeMap<String, String>();
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                boolean variant = name.startsWith("print") || name.matches(".*-(questions|solution)\\..*");
                all.put(name, variant ? Digest.ofFile(file) : Files.readString(file));
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
