package chalkgrad.batch;

import java.io.Closeable;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest of an earlier run of the same terms, if there is one, says of the files: so one that has been changed since is seen.
 *
 * <p>{@code past.of(7)} after {@code past.of(3)}; it is asked in the order of the seats.
 */
final class Past implements Closeable {
    private @Nullable ManifestReader reader;
    private ManifestReader.@Nullable Item item;

    Past(Folder folder, RunFingerprint terms, Shard shard) throws IOException {
        String name = shard.file(Manifest.NAME, Manifest.ENDING);
        if (!folder.has(name)) {
            return;
        }
        try {
            var found = new ManifestReader(folder.resolve(name));
            if (terms.id().equals(found.head().get("run"))) {
                reader = found;
                item = found.next();
            } else {
                found.close();
            }
        } catch (IOException e) {
            reader = null; // what is no manifest is written anew
        }
    }

    /** The digests of a seat's files, as far as they are known. */
    Map<String, String> of(int index) {
        try {
            while (reader != null && item != null && !item.failed() && item.index() < index) {
                item = reader.next();
            }
        } catch (IOException e) {
            item = null;
        }
        return item != null && !item.failed() && item.index() == index ? item.files() : Map.of();
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
        }
    }
}
