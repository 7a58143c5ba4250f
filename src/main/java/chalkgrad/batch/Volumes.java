package chalkgrad.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The files of a run that are made of all variants: the key, what was asked for besides, and at last the manifest.
 *
 * <p>{@code volumes.add("001", entry, row, prepared)} for one variant after the other, then {@code volumes.finish()}.
 */
final class Volumes implements Closeable {
    static final String KEY = "key";
    static final String KEY_ENDING = ".csv";

    private final Folder folder;
    private final Manifest manifest;
    private final Folder.Draft key;
    private final List<Gathered> gathered = new ArrayList<>();
    private final Optional<Bound> bound;
    private final String keyName;
    private final Shard shard;
    private final List<Maker.Piece> examples = new ArrayList<>();

    private record Gathered(String fileName, Folder.Draft draft, Gathering.Sheaf sheaf) {}

    private record Bound(Bundle bundle, Folder.Draft draft, Bundle.Binding binding) {}

    /**
     * Begins the files.
     *
     * @param header the key's first line
     */
    Volumes(
            Folder folder,
            RunFingerprint terms,
            Shard shard,
            byte[] header,
            List<Gathering> gatherings,
            Optional<Bundle> bundle)
            throws IOException {
        this.folder = folder;
        this.shard = shard;
        this.keyName = shard.file(KEY, KEY_ENDING);
        this.manifest = new Manifest(folder, terms, shard);
        this.key = folder.draft(keyName);
        key.write(header);
        boolean whole = shard.equals(Shard.WHOLE);
        for (Gathering gathering : gatherings) {
            String name = name(gathering.fileName(), shard);
            Folder.Draft draft = folder.draft(name);
            gathered.add(new Gathered(name, draft, whole ? gathering.open(draft) : new Spool.Keeping(draft)));
        }
        if (whole && bundle.isPresent()) {
            Folder.Draft draft = folder.draft(bundle.get().fileName());
            this.bound = Optional.of(new Bound(bundle.get(), draft, bundle.get().open(draft)));
        } else {
            this.bound = Optional.empty();
        }
    }

    /** A file of all, or what a part keeps for it. */
    static String name(String fileName, Shard shard) {
        return shard.equals(Shard.WHOLE) ? fileName : fileName + "." + shard.tag() + Spool.ENDING;
    }

    /** Files of the whole exam. */
    void examples(List<Maker.Piece> pieces) {
        examples.addAll(pieces);
    }

    void add(String id, byte[] entry, byte[] row, List<byte[]> prepared) throws IOException {
        entry(id, entry);
        key.write(row);
        for (int i = 0; i < gathered.size(); i++) {
            gathered.get(i).sheaf().add(prepared.get(i));
        }
    }

    /** A variant whose other lines come by themselves, as they are. */
    void entry(String id, byte[] entry) throws IOException {
        manifest.add(entry);
        if (bound.isPresent()) {
            bound.get().binding().add(folder.resolve(bound.get().bundle().part(id)));
        }
    }

    /** Lines of the key as they are. */
    void rows(byte[] bytes, int count) throws IOException {
        key.write(bytes, 0, count);
    }

    /** What a part has kept for one of the gatherings. */
    void feed(int gathering, java.nio.file.Path spool) throws IOException {
        Spool.feed(spool, gathered.get(gathering).sheaf());
    }

    void fail(byte[] entry) throws IOException {
        manifest.fail(entry);
    }

    /** Gives every file its name, the manifest last; answers their names. */
    List<String> finish() throws IOException {
        var names = new ArrayList<String>();
        commit(key);
        names.add(keyName);
        for (Gathered each : gathered) {
            each.sheaf().finish();
            commit(each.draft());
            names.add(each.fileName());
        }
        if (bound.isPresent()) {
            bound.get().binding().finish();
            commit(bound.get().draft());
            names.add(bound.get().bundle().fileName());
        }
        for (Maker.Piece piece : examples) {
            String name = name(piece.fileName(), shard);
            folder.write(name, piece.content().orElseThrow());
            names.add(name);
        }
        Map<String, String> digests = new LinkedHashMap<>();
        for (String name : names) {
            digests.put(name, folder.digest(name).orElseThrow(() -> new IOException(name + " has gone")));
        }
        folder.settle();
        names.add(manifest.finish(digests));
        folder.settle();
        return names;
    }

    private static void commit(Folder.Draft draft) throws IOException {
        draft.commit();
        draft.close();
    }

    /** Lets go of what is held besides the unfinished files, which are their folder's. */
    @Override
    public void close() throws IOException {
        for (Gathered each : gathered) {
            each.sheaf().close();
        }
        if (bound.isPresent()) {
            bound.get().binding().close();
        }
    }
}
