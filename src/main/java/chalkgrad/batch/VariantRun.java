package chalkgrad.batch;

import chalkgrad.batch.Maker.Bad;
import chalkgrad.batch.Maker.Job;
import chalkgrad.batch.Maker.Made;
import chalkgrad.batch.Maker.Outcome;
import chalkgrad.batch.Maker.Piece;
import chalkgrad.problem.Words;
import chalkgrad.variant.Drawn;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Makes all variants of an exam, or those of a part, in a folder.
 *
 * <p>{@code new VariantRun(order, maker, gatherings, bundle, watcher).run(keys -> draws.of(keys, 2))} goes on where an earlier run was cut short.
 *
 * <p>Whatever happens, a file that has its final name is whole; and in the end the folder holds the same bytes as after an uninterrupted run.
 */
public final class VariantRun {
    /**
     * So many more pieces are on their way to the disk while as many as there are threads are being made: to wait for it takes no processor,
     * and a disk that is asked for several files at once takes little longer than for one.
     */
    private static final int AT_THE_DISK = 6;

    private final Order order;
    private final Maker maker;
    private final List<Gathering> gatherings;
    private final Optional<Bundle> bundle;
    private final Watcher watcher;
    private final Storage storage;
    private final Semaphore desks;

    /**
     * What is to be made, and where.
     *
     * @param terms what the files follow from
     * @param exam the exam file, of which the folder keeps a copy
     * @param roster the roster, likewise
     * @param questions how many there are in all
     */
    public record Order(
            Path out,
            RunFingerprint terms,
            byte[] exam,
            Optional<byte[]> roster,
            Seats seats,
            Shard shard,
            int questions,
            int threads) {}

    public VariantRun(Order order, Maker maker, List<Gathering> gatherings, Optional<Bundle> bundle, Watcher watcher) {
        this(order, maker, gatherings, bundle, watcher, Storage.DISK);
    }

    /** On another disk, for tests. */
    VariantRun(
            Order order,
            Maker maker,
            List<Gathering> gatherings,
            Optional<Bundle> bundle,
            Watcher watcher,
            Storage storage) {
        this.order = order;
        this.maker = maker;
        this.gatherings = List.copyOf(gatherings);
        this.bundle = bundle;
        this.watcher = watcher;
        this.storage = storage;
        this.desks = new Semaphore(order.threads());
    }

    /**
     * Makes what is not there yet.
     *
     * @param draws from keys to draws, in their order
     * @throws Halt where it cannot go on; what is finished stays
     */
    public Tally run(Function<Iterator<String>, Iterator<Drawn>> draws) throws Halt {
        boolean whole = order.shard().equals(Shard.WHOLE);
        try (var folder =
                new Folder(order.out(), whole ? Folder.ALL : order.shard().tag(), storage)) {
            new Claim(folder, order.terms(), Claim.sources(order.exam(), order.roster()), order.shard()).stake();
            return run(folder, draws);
        } catch (IOException e) {
            throw Halt.output(Folder.fault(order.out(), e));
        } catch (UncheckedIOException e) {
            throw Halt.output(Folder.fault(order.out(), Objects.requireNonNull(e.getCause())));
        }
    }

    private Tally run(Folder folder, Function<Iterator<String>, Iterator<Drawn>> draws) throws IOException, Halt {
        int first = order.shard().first(order.seats().count(), maker.bundle());
        int last = order.shard().last(order.seats().count(), maker.bundle());
        var count = new Counts();
        try (var volumes = new Volumes(
                folder, order.terms(), order.shard(), Entries.header(order.questions()), gatherings, bundle)) {
            boolean all;
            try (var past = new Past(folder, order.terms(), order.shard())) {
                all = InOrder.each(
                        new Sheaves(draws, past, first, last),
                        order.threads() + AT_THE_DISK,
                        order.threads() * InOrder.AHEAD + AT_THE_DISK,
                        watcher::stopped,
                        places -> make(folder, places),
                        finished -> {
                            for (Finished one : finished) {
                                take(folder, one, volumes, count);
                            }
                        });
            }
            if (all) {
                for (String name : volumes.finish()) {
                    watcher.wrote(folder.resolve(name));
                }
            }
            return new Tally(all, last - first + 1, count.made, count.refused, count.failed);
        }
    }

    private static final class Counts {
        private int made;
        private int refused;
        private int failed;
    }

    /** A seat, its draw, and what is known of its files. */
    private record Place(Seat seat, Drawn drawn, Map<String, String> past) {}

    /** Places by the bundle; what is drawn for the seats before this part is passed over. */
    private final class Sheaves implements Iterator<List<Place>> {
        private final Past past;
        private final Iterator<Drawn> drawn;
        private final int last;
        private int next;

        Sheaves(Function<Iterator<String>, Iterator<Drawn>> draws, Past past, int first, int last) {
            this.past = past;
            this.last = last;
            this.next = first;
            int until = first > last ? 0 : last;
            this.drawn = draws.apply(IntStream.rangeClosed(1, until)
                    .mapToObj(index -> order.seats().at(index).key())
                    .iterator());
            for (int skipped = 1; skipped < first && skipped <= until && !watcher.stopped(); skipped++) {
                drawn.next();
            }
        }

        @Override
        public boolean hasNext() {
            return next <= last;
        }

        @Override
        public List<Place> next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            var places = new ArrayList<Place>();
            do {
                places.add(new Place(order.seats().at(next), drawn.next(), past.of(next)));
                next++;
            } while (next <= last && places.size() < maker.bundle());
            return places;
        }
    }

    /** What became of a seat. */
    private sealed interface Finished {}

    /** All its files are there. */
    private record There(
            Seat seat,
            Drawn.Taken drawn,
            List<String> files,
            byte[] entry,
            byte[] row,
            List<byte[]> prepared,
            List<String> warnings)
            implements Finished {}

    private record Missing(Seat seat, boolean refused, String reason) implements Finished {}

    private List<Finished> make(Folder folder, List<Place> places) {
        var jobs = new ArrayList<Job>();
        var known = new ArrayList<Known>();
        for (Place place : places) {
            if (place.drawn() instanceof Drawn.Taken taken) {
                var files = new Known(folder, place.past());
                known.add(files);
                jobs.add(new Job(place.seat(), taken, files::has));
            }
        }
        desks.acquireUninterruptibly();
        Iterator<Outcome> outcomes;
        try {
            outcomes = outcomes(jobs).iterator();
        } finally {
            desks.release();
        }
        Iterator<Known> files = known.iterator();
        var finished = new ArrayList<Finished>();
        for (Place place : places) {
            finished.add(
                    place.drawn() instanceof Drawn.Refused refused
                            ? new Missing(place.seat(), true, Refusals.explain(refused))
                            : finished(folder, place, outcomes.next(), files.next()));
        }
        return finished;
    }

    /** What comes of the jobs together; where that fails, of each by itself. */
    private List<Outcome> outcomes(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return List.of();
        }
        try {
            return maker.make(jobs);
        } catch (UncheckedIOException e) {
            throw e; // the disk, and no fault of a variant's
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            if (jobs.size() == 1) {
                return List.of(new Bad("could not be made, by a fault in the program itself: "
                        + e.getClass().getSimpleName() + ": " + e.getMessage()
                        + "; please report this with the exam file"));
            }
            var each = new ArrayList<Outcome>();
            jobs.forEach(job -> each.addAll(outcomes(List.of(job))));
            return each;
        }
    }

    private Finished finished(Folder folder, Place place, Outcome outcome, Known known) {
        Seat seat = place.seat();
        if (outcome instanceof Bad bad) {
            return new Missing(seat, false, bad.reason());
        }
        var made = (Made) outcome;
        var digests = new LinkedHashMap<String, String>();
        try {
            for (Piece piece : made.pieces()) {
                digests.put(piece.fileName(), keep(folder, piece, known));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new There(
                seat,
                (Drawn.Taken) place.drawn(),
                List.copyOf(digests.keySet()),
                Entries.variant(seat, made.facts(), digests),
                Entries.row(seat, made.facts(), order.questions()),
                made.prepared(),
                made.warnings());
    }

    /** Writes a file unless it is there already as it should be; answers its digest. */
    private static String keep(Folder folder, Piece piece, Known known) throws IOException {
        String found = known.digest(piece.fileName());
        if (piece.content().isEmpty()) {
            return found;
        }
        String digest = Digest.ofFile(piece.content().get());
        if (!digest.equals(found)) {
            folder.write(piece.fileName(), piece.content().get());
        }
        return digest;
    }

    /** The files of a seat that an earlier run has made; for one thread. */
    private static final class Known {
        private final Folder folder;
        private final Map<String, String> past;
        private final Map<String, String> digests = new HashMap<>();

        Known(Folder folder, Map<String, String> past) {
            this.folder = folder;
            this.past = past;
        }

        boolean has(String name) {
            return !digest(name).isEmpty();
        }

        /** Empty text for none, or one that is not what it was. */
        String digest(String name) {
            return digests.computeIfAbsent(name, file -> {
                try {
                    String found = folder.digest(file).orElse("");
                    return past.getOrDefault(file, found).equals(found) ? found : "";
                } catch (IOException e) {
                    return ""; // what cannot be read is made anew
                }
            });
        }
    }

    private void take(Folder folder, Finished one, Volumes volumes, Counts count) throws IOException, Halt {
        if (one instanceof Missing missing) {
            count.refused += missing.refused() ? 1 : 0;
            count.failed += missing.refused() ? 0 : 1;
            volumes.fail(Entries.failed(missing.seat(), missing.refused(), missing.reason()));
            watcher.failed(missing.seat(), Words.printable(missing.reason()));
        } else {
            var there = (There) one;
            if (count.made++ == 0) {
                volumes.examples(maker.examples(there.seat(), there.drawn()));
            }
            there.warnings().forEach(warning -> watcher.warned(there.seat(), warning));
            there.files().forEach(name -> watcher.wrote(folder.resolve(name)));
            volumes.add(there.seat().id(), there.entry(), there.row(), there.prepared());
        }
        watcher.step();
    }
}
