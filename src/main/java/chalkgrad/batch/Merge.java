package chalkgrad.batch;

import chalkgrad.batch.ManifestReader.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a run into what one run would have made, having proved that nothing is missing, double or changed.
 *
 * <p>{@code Merge.of(List.of(Path.of("out/exam")), Path.of("out/exam"))} knows the terms; {@link #run} does the work.
 */
public final class Merge {
    private final Path out;
    private final Parts parts;
    private final RunFingerprint terms;
    private final Proof proof = new Proof();

    private Merge(Path out, Parts parts) {
        this.out = out;
        this.parts = parts;
        this.terms = parts.terms();
    }

    /**
     * Looks what there is to be merged.
     *
     * @param folders at least one
     * @throws Halt where these are not the parts of one run
     */
    public static Merge of(List<Path> folders, Path out) throws Halt {
        return new Merge(out, Parts.find(folders));
    }

    /** What the run is made from. */
    public RunFingerprint terms() {
        return terms;
    }

    /** How many variants there are to be. */
    public int seats() throws Halt {
        return terms.count();
    }

    /** The exam file. */
    public byte[] exam() {
        return Objects.requireNonNull(parts.sources().get(Claim.EXAM)).clone();
    }

    /**
     * Joins the parts; where an earlier call has done so, proves that all is still there.
     *
     * @param gatherings those that the parts were made with
     */
    public Tally run(List<Gathering> gatherings, Optional<Bundle> bundle, int threads, Watcher watcher) throws Halt {
        try (var folder = new Folder(out, Folder.ALL, Storage.DISK)) {
            new Claim(folder, terms, parts.sources(), Shard.WHOLE).stake();
            boolean done = isDone(folder);
            if (!done) {
                parts.requireAll();
            }
            Tally tally = done ? prove(folder, threads, watcher) : join(folder, gatherings, bundle, threads, watcher);
            if (tally.whole()) {
                remove(folder);
            }
            return tally;
        } catch (IOException e) {
            throw fault(e);
        } catch (UncheckedIOException e) {
            throw fault(Objects.requireNonNull(e.getCause()));
        }
    }

    private Halt fault(IOException e) {
        return e instanceof ManifestReader.Broken
                ? Halt.input(String.valueOf(e.getMessage()))
                : Halt.output(Folder.fault(out, e));
    }

    /** Whether the manifest of the whole is there, which is written last. */
    private boolean isDone(Folder folder) throws IOException {
        String name = Shard.WHOLE.file(Manifest.NAME, Manifest.ENDING);
        if (!folder.has(name)) {
            return false;
        }
        try (var manifest = new ManifestReader(folder.resolve(name))) {
            return terms.id().equals(manifest.head().get("run"));
        }
    }

    private Tally join(Folder folder, List<Gathering> gatherings, Optional<Bundle> bundle, int threads, Watcher watcher)
            throws IOException, Halt {
        boolean exampled = false;
        try (var volumes =
                new Volumes(folder, terms, Shard.WHOLE, parts.all().get(0).header(), gatherings, bundle)) {
            for (Part part : parts.all()) {
                Map<String, String> files = items(folder, part, threads, watcher, volumes);
                if (watcher.stopped()) {
                    return proof.tally(false);
                }
                proof.files(part, files);
                for (int i = 0; i < gatherings.size() && proof.isSound(); i++) {
                    String spool = Volumes.name(gatherings.get(i).fileName(), part.shard());
                    volumes.feed(i, part.folder().resolve(spool));
                    files.remove(spool);
                }
                if (!exampled && proof.isSound()) {
                    List<Maker.Piece> examples = part.examples(files);
                    exampled = !examples.isEmpty();
                    volumes.examples(examples);
                }
                if (proof.isSound()) {
                    part.rows(volumes);
                }
            }
            proof.requireWhole(terms);
            for (String name : volumes.finish()) {
                watcher.wrote(folder.resolve(name));
            }
            return proof.tally(true);
        }
    }

    /** Proves what has been joined before. */
    private Tally prove(Folder folder, int threads, Watcher watcher) throws IOException, Halt {
        var whole = new Part(folder.path(), Shard.WHOLE);
        Map<String, String> files = items(folder, whole, threads, watcher, null);
        if (watcher.stopped()) {
            return proof.tally(false);
        }
        proof.files(whole, files);
        proof.requireWhole(terms);
        return proof.tally(true);
    }

    /** Goes through a part's variants; answers the digests of the files of all. */
    private Map<String, String> items(Folder folder, Part part, int threads, Watcher watcher, @Nullable Volumes volumes)
            throws IOException, Halt {
        try (var manifest = new ManifestReader(part.manifest())) {
            if (!terms.id().equals(manifest.head().get("run"))) {
                throw Halt.input("“" + part.manifest() + "” is of another run");
            }
            InOrder.each(
                    new Items(manifest),
                    threads,
                    watcher::stopped,
                    item -> Proof.checked(folder, part, item),
                    checked -> {
                        proof.add(checked);
                        if (checked.item().failed()) {
                            if (volumes != null) {
                                volumes.fail(checked.item().raw());
                            }
                        } else if (volumes != null && checked.faults().isEmpty()) {
                            volumes.entry(checked.item().id(), checked.item().raw());
                            checked.item().files().keySet().forEach(name -> watcher.wrote(folder.resolve(name)));
                        }
                        watcher.step();
                    });
            return manifest.files();
        }
    }

    private static final class Items implements Iterator<Item> {
        private final ManifestReader manifest;
        private @Nullable Item next;

        Items(ManifestReader manifest) throws IOException {
            this.manifest = manifest;
            this.next = manifest.next();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Item next() {
            Item item = next;
            if (item == null) {
                throw new NoSuchElementException();
            }
            try {
                next = manifest.next();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return item;
        }
    }

    /** What the parts kept for the whole is of no use beside it. */
    private void remove(Folder folder) throws IOException {
        for (Part part : parts.all()) {
            if (part.isIn(folder)) {
                part.remove();
            }
        }
    }
}
