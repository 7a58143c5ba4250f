package chalkgrad.batch;

import chalkgrad.batch.ManifestReader.Item;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Joins the parts of a run into what one run would have made, having proved that nothing is missing, double or changed.
 *
 * <p>{@code Merge.of(List.of(Path.of("out/exam")), Path.of("out/exam"))} knows the terms; {@link #run} does the work.
 */
public final class Merge {
    private static final Pattern PART = Pattern.compile("manifest\\.(\\d{1,7})-of-(\\d{1,7})\\.json");
    private static final int MOST_FAULTS = 20;

    private final Path out;
    private final Terms terms;
    private final Map<String, byte[]> sources;
    private final List<Part> parts;
    private final List<String> faults = new ArrayList<>();

    /** A part, and the folder that it is in. */
    private record Part(Path folder, Shard shard) {
        Path file(String name, String ending) {
            return folder.resolve(shard.file(name, ending));
        }
    }

    private Merge(Path out, Terms terms, Map<String, byte[]> sources, List<Part> parts) {
        this.out = out;
        this.terms = terms;
        this.sources = sources;
        this.parts = List.copyOf(parts);
    }

    /**
     * Looks what there is to be merged.
     *
     * @param folders at least one
     * @throws Halt where these are not the parts of one run
     */
    public static Merge of(List<Path> folders, Path out) throws Halt {
        try {
            Path first = folders.get(0);
            Terms terms = terms(first);
            var parts = new TreeMap<Integer, Part>();
            var seen = new ArrayList<Path>();
            for (Path folder : folders) {
                Terms other = terms(folder);
                if (!other.equals(terms)) {
                    throw Halt.input("“" + folder + "” and “" + first + "” are not of one run: "
                            + String.join(", ", terms.differences(other)) + " (there “" + folder + "”, here “" + first
                            + "”)");
                }
                Path real = folder.toRealPath();
                if (!seen.contains(real)) {
                    seen.add(real);
                    collect(folder, parts);
                }
            }
            var sources = new LinkedHashMap<String, byte[]>();
            sources.put(Claim.EXAM, Files.readAllBytes(first.resolve(Claim.EXAM)));
            if (!terms.get("roster_sha256").isEmpty()) {
                sources.put(Claim.ROSTER, Files.readAllBytes(first.resolve(Claim.ROSTER)));
            }
            if (!Digest.of(Objects.requireNonNull(sources.get(Claim.EXAM))).equals(terms.get("exam_sha256"))) {
                throw Halt.input("“" + first.resolve(Claim.EXAM) + "” has been changed since the parts were made");
            }
            return new Merge(out, terms, sources, List.copyOf(parts.values()));
        } catch (NoSuchFileException e) {
            throw Halt.input("“" + e.getFile() + "” is missing; expected a folder that variants has written");
        } catch (IOException e) {
            throw Halt.input(Folder.fault(out, e));
        }
    }

    /** What the run is made from. */
    public Terms terms() {
        return terms;
    }

    /** How many variants there are to be. */
    public int seats() throws Halt {
        return terms.count();
    }

    /** The exam file. */
    public byte[] exam() {
        return Objects.requireNonNull(sources.get(Claim.EXAM)).clone();
    }

    private static Terms terms(Path folder) throws IOException, Halt {
        Path file = folder.resolve(Terms.FILE);
        return Terms.read(Files.readAllBytes(file))
                .orElseThrow(() -> Halt.input("“" + file + "” is no file of chalkgrad's"));
    }

    private static void collect(Path folder, Map<Integer, Part> parts) throws IOException, Halt {
        try (DirectoryStream<Path> manifests = Files.newDirectoryStream(folder, "manifest.*-of-*.json")) {
            for (Path manifest : manifests) {
                Matcher name = PART.matcher(manifest.getFileName().toString());
                Optional<Shard> shard =
                        name.matches() ? Shard.read(name.group(1) + "/" + name.group(2)) : Optional.empty();
                if (shard.isEmpty()) {
                    continue;
                }
                var part = new Part(folder, shard.get());
                Part before = parts.putIfAbsent(part.shard().number(), part);
                if (before != null) {
                    throw Halt.input("part " + before.shard().number() + " is there twice: “"
                            + before.file(Manifest.NAME, Manifest.ENDING) + "” and “" + manifest + "”");
                }
            }
        }
    }

    /**
     * Joins the parts; where an earlier call has done so, proves that all is still there.
     *
     * @param gatherings those that the parts were made with
     */
    public Tally run(List<Gathering> gatherings, Optional<Bundle> bundle, int threads, Watcher watcher) throws Halt {
        try (var folder = new Folder(out, Folder.ALL, Storage.DISK)) {
            new Claim(folder, terms, sources, Shard.WHOLE).stake();
            boolean done = isDone(folder);
            if (!done) {
                requireAll();
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

    private void requireAll() throws Halt {
        if (parts.isEmpty()) {
            throw Halt.input("there is no part to be merged; expected a file such as manifest.1-of-4.json");
        }
        int of = parts.get(0).shard().of();
        var missing = new ArrayList<String>();
        var numbers = new BitSet();
        for (Part part : parts) {
            if (part.shard().of() != of) {
                throw Halt.input("“" + part.file(Manifest.NAME, Manifest.ENDING) + "” is a part of "
                        + part.shard().of() + ", “" + parts.get(0).file(Manifest.NAME, Manifest.ENDING) + "” of " + of);
            }
            numbers.set(part.shard().number());
        }
        for (int number = numbers.nextClearBit(1); number <= of; number = numbers.nextClearBit(number + 1)) {
            if (missing.size() == MOST_FAULTS) {
                missing.add("…");
                break;
            }
            missing.add(number + "/" + of);
        }
        if (!missing.isEmpty()) {
            throw Halt.input("missing: part " + String.join(", ", missing) + "; make it with --shard, and merge again");
        }
    }

    private Tally join(Folder folder, List<Gathering> gatherings, Optional<Bundle> bundle, int threads, Watcher watcher)
            throws IOException, Halt {
        var count = new Counts();
        boolean exampled = false;
        try (var volumes = new Volumes(folder, terms, Shard.WHOLE, header(parts.get(0)), gatherings, bundle)) {
            for (Part part : parts) {
                Map<String, String> files = items(folder, part, threads, watcher, count, volumes);
                if (watcher.stopped()) {
                    return count.tally(false);
                }
                proveFiles(part, files);
                for (int i = 0; i < gatherings.size() && faults.isEmpty(); i++) {
                    String spool = Volumes.name(gatherings.get(i).fileName(), part.shard());
                    volumes.feed(i, part.folder().resolve(spool));
                    files.remove(spool);
                }
                if (!exampled && faults.isEmpty()) {
                    List<Maker.Piece> examples = examples(part, files);
                    exampled = !examples.isEmpty();
                    volumes.examples(examples);
                }
                if (faults.isEmpty()) {
                    rows(part, volumes);
                }
            }
            requireWhole(count);
            for (String name : volumes.finish()) {
                watcher.wrote(folder.resolve(name));
            }
            return count.tally(true);
        }
    }

    /** The files of the whole exam that a part has made of its first variant. */
    private static List<Maker.Piece> examples(Part part, Map<String, String> files) throws IOException {
        String ending = Volumes.name("", part.shard());
        var examples = new ArrayList<Maker.Piece>();
        for (String name : files.keySet()) {
            if (name.endsWith(ending) && !part.shard().equals(Shard.WHOLE)) {
                byte[] content = Files.readAllBytes(part.folder().resolve(name));
                examples.add(new Maker.Piece(name.substring(0, name.length() - ending.length()), Optional.of(content)));
            }
        }
        return examples;
    }

    /** Proves what has been joined before. */
    private Tally prove(Folder folder, int threads, Watcher watcher) throws IOException, Halt {
        var count = new Counts();
        var whole = new Part(folder.path(), Shard.WHOLE);
        Map<String, String> files = items(folder, whole, threads, watcher, count, null);
        if (watcher.stopped()) {
            return count.tally(false);
        }
        proveFiles(whole, files);
        requireWhole(count);
        return count.tally(true);
    }

    private final class Counts {
        private final BitSet seen = new BitSet();
        private int last;
        private int made;
        private int refused;
        private int failed;

        void add(Item item) {
            if (item.index() < 1 || seen.get(item.index())) {
                fault("variant " + item.id() + " is there twice");
            } else if (!item.failed() && item.index() < last) {
                fault("variant " + item.id() + " is out of order");
            }
            last = item.failed() ? last : item.index();
            seen.set(Math.max(item.index(), 0));
            made += item.failed() ? 0 : 1;
            refused += item.refused() ? 1 : 0;
            failed += item.failed() && !item.refused() ? 1 : 0;
        }

        Tally tally(boolean whole) {
            return new Tally(whole, seen.cardinality(), made, refused, failed);
        }
    }

    private void fault(String text) {
        if (faults.size() <= MOST_FAULTS) {
            faults.add(faults.size() == MOST_FAULTS ? "…" : text);
        }
    }

    private void requireWhole(Counts count) throws Halt {
        int seats = terms.count();
        for (int index = count.seen.nextClearBit(1);
                index <= seats && faults.size() <= MOST_FAULTS;
                index = count.seen.nextClearBit(index + 1)) {
            fault("variant " + index + " of " + seats + " is missing");
        }
        if (count.seen.length() > seats + 1) {
            fault("there are more than " + seats + " variants");
        }
        if (!faults.isEmpty()) {
            throw Halt.input("the parts do not make a whole: " + String.join("; ", faults)
                    + "; make those parts again, and merge then");
        }
    }

    /** Goes through a part's variants; answers the digests of the files of all. */
    private Map<String, String> items(
            Folder folder, Part part, int threads, Watcher watcher, Counts count, @Nullable Volumes volumes)
            throws IOException, Halt {
        try (var manifest = new ManifestReader(part.file(Manifest.NAME, Manifest.ENDING))) {
            if (!terms.id().equals(manifest.head().get("run"))) {
                throw Halt.input("“" + part.file(Manifest.NAME, Manifest.ENDING) + "” is of another run");
            }
            InOrder.each(
                    new Items(manifest), threads, watcher::stopped, item -> checked(folder, part, item), checked -> {
                        count.add(checked.item());
                        checked.faults().forEach(this::fault);
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

    private record Checked(Item item, List<String> faults) {}

    /** Every file is there and has its digest; it is copied where it is in another folder. */
    private static Checked checked(Folder folder, Part part, Item item) {
        var faults = new ArrayList<String>();
        try {
            boolean here = part.folder().toRealPath().equals(folder.path().toRealPath());
            for (Map.Entry<String, String> file : item.files().entrySet()) {
                if (!isName(file.getKey())) {
                    faults.add("“" + file.getKey() + "” is no name of a file");
                    continue;
                }
                Path source = part.folder().resolve(file.getKey());
                if (!here && folder.digest(file.getKey()).orElse("").equals(file.getValue())) {
                    continue; // an earlier call has copied it
                }
                if (!Files.isRegularFile(source)) {
                    faults.add("“" + source + "” is missing");
                } else if (here && !Digest.ofFile(source).equals(file.getValue())) {
                    faults.add("“" + source + "” has been changed");
                } else if (!here && !copy(source, folder, file.getKey(), file.getValue())) {
                    faults.add("“" + source + "” has been changed");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checked(item, faults);
    }

    private static boolean copy(Path source, Folder folder, String name, String digest) throws IOException {
        byte[] content = Files.readAllBytes(source);
        if (!Digest.ofFile(content).equals(digest)) {
            return false;
        }
        folder.write(name, content);
        return true;
    }

    /** A manifest may have been tampered with; nothing outside the folder is read or written. */
    private static boolean isName(String name) {
        return !name.isEmpty() && !name.contains("/") && !name.contains("\\") && !name.startsWith(".");
    }

    private void proveFiles(Part part, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = part.folder().resolve(file.getKey());
            if (!isName(file.getKey()) || !Files.isRegularFile(path)) {
                fault("“" + path + "” is missing");
            } else if (!Digest.ofFile(path).equals(file.getValue())) {
                fault("“" + path + "” has been changed");
            }
        }
    }

    private static byte[] header(Part part) throws IOException {
        try (InputStream key = Files.newInputStream(part.file(Volumes.KEY, Volumes.KEY_ENDING))) {
            return header(key);
        }
    }

    /** Up to the first line's end, which no cell of it contains. */
    private static byte[] header(InputStream key) throws IOException {
        var line = new java.io.ByteArrayOutputStream();
        for (int b = key.read(); b >= 0; b = key.read()) {
            line.write(b);
            if (b == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }

    private static void rows(Part part, Volumes volumes) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream key =
                new java.io.BufferedInputStream(Files.newInputStream(part.file(Volumes.KEY, Volumes.KEY_ENDING)))) {
            header(key);
            for (int count = key.read(buffer); count > 0; count = key.read(buffer)) {
                volumes.rows(buffer, count);
            }
        }
    }

    /** What the parts kept for the whole is of no use beside it. */
    private void remove(Folder folder) throws IOException {
        for (Part part : parts) {
            if (!part.folder().toRealPath().equals(folder.path().toRealPath())) {
                continue;
            }
            try (DirectoryStream<Path> kept =
                    Files.newDirectoryStream(folder.path(), "*" + Volumes.name("", part.shard()))) {
                for (Path file : kept) {
                    Files.deleteIfExists(file);
                }
            }
            Files.deleteIfExists(part.file(Volumes.KEY, Volumes.KEY_ENDING));
            Files.deleteIfExists(part.file(Manifest.NAME, Manifest.ENDING));
        }
    }
}
