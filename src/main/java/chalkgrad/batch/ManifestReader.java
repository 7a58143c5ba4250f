package chalkgrad.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a manifest, one variant after the other.
 *
 * <p>{@code reader.next()} is the first variant; what {@link #head} and {@link #files} hold has been read by then, or at the end.
 */
final class ManifestReader implements Closeable {
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;
    private final JsonParser json;
    private final Map<String, String> head = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private boolean failed;
    private boolean inList;

    /**
     * A variant, or one that is left out.
     *
     * @param failed whether it is left out
     * @param refused whether that is because no draw met the requirements
     * @param raw the object as it stands in the manifest
     * @param files digests by name
     */
    record Item(boolean failed, boolean refused, int index, String id, Map<String, String> files, byte[] raw) {}

    /** The file is no manifest, or is one no more; the message says where, and what to do. */
    static final class Broken extends IOException {
        private static final long serialVersionUID = 1;

        Broken(Path file, int line) {
            super(file + ", line " + line + ": the manifest is cut off there, or has been changed; "
                    + "the command that made it, given again, writes it anew");
        }
    }

    /** Opens a manifest; of what is none, this and every other method throw {@link Broken}. */
    ManifestReader(Path file) throws IOException {
        this.file = file;
        this.json = JSON.createParser(Folder.regular(file).toFile());
        try {
            require(JsonToken.START_OBJECT, json.nextToken());
            advance();
        } catch (JsonProcessingException e) {
            json.close();
            throw broken();
        } catch (IOException e) {
            json.close();
            throw e;
        }
    }

    /** What is said of a manifest that cannot be read from here on. */
    Broken broken() {
        return new Broken(file, json.currentLocation().getLineNr());
    }

    /** What stands before the variants, {@code exam}, {@code seed}, {@code run}, {@code shard}. */
    Map<String, String> head() {
        return head;
    }

    /** The files that are made of all variants, with their digests; known when {@link #next} has said that there are no more variants. */
    Map<String, String> files() {
        return files;
    }

    /** The next variant, and then those that are left out; null where there are no more. */
    @Nullable
    Item next() throws IOException {
        try {
            return found();
        } catch (JsonProcessingException e) {
            throw broken();
        }
    }

    private @Nullable Item found() throws IOException {
        while (inList) {
            if (json.nextToken() == JsonToken.START_OBJECT) {
                return item();
            }
            require(JsonToken.END_ARRAY, json.currentToken());
            inList = false;
            advance();
        }
        return null;
    }

    /** To the next list of variants, or the end. */
    private void advance() throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_ARRAY) {
                failed = name.equals("failed");
                inList = true;
                return;
            } else if (value == JsonToken.START_OBJECT) {
                strings(files);
            } else {
                head.put(name, json.getText());
            }
        }
        require(JsonToken.END_OBJECT, json.currentToken());
    }

    private Item item() throws IOException {
        var buffer = new ByteArrayOutputStream();
        try (JsonGenerator copy = JSON.createGenerator(buffer)) {
            copy.copyCurrentStructureExact(json);
        }
        byte[] raw = buffer.toByteArray();
        int index = 0;
        String id = "";
        boolean refused = false;
        var digests = new LinkedHashMap<String, String>();
        try (var entry = new ManifestReader(file, raw)) {
            while (entry.json.nextToken() == JsonToken.FIELD_NAME) {
                String name = entry.json.currentName();
                entry.json.nextToken();
                switch (name) {
                    case "index" -> index = entry.json.getIntValue();
                    case "refused" -> refused = entry.json.getBooleanValue();
                    case "id" -> id = entry.json.getText();
                    case "md5" -> entry.strings(digests);
                    default -> entry.json.skipChildren();
                }
            }
        }
        return new Item(failed, refused, index, id, digests, raw);
    }

    private ManifestReader(Path file, byte[] object) throws IOException {
        this.file = file;
        this.json = JSON.createParser(object);
        json.nextToken();
    }

    private void strings(Map<String, String> into) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            require(JsonToken.VALUE_STRING, json.nextToken());
            into.put(name, json.getText());
        }
    }

    private void require(JsonToken expected, @Nullable JsonToken found) throws Broken {
        if (found != expected) {
            throw broken();
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
