package chalkgrad.batch;

import chalkgrad.batch.ManifestReader.Item;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Proves of parts that they make a whole: nothing is missing, double, or changed.
 *
 * <p>{@code proof.add(Proof.checked(folder, part, item))} for every variant in its order, then {@code proof.requireWhole(terms)}.
 */
final class Proof {
    private static final int MOST_FAULTS = 20;

    private final List<String> faults = new ArrayList<>();
    private final BitSet seen = new BitSet();
    private int last;
    private int made;
    private int refused;
    private int failed;

    /** A variant whose files have been looked at. */
    record Checked(Item item, List<String> faults) {
        Checked {
            faults = List.copyOf(faults);
        }
    }

    /** Every file is there and has its digest; it is copied where it is in another folder. */
    static Checked checked(Folder folder, Part part, Item item) {
        var faults = new ArrayList<String>();
        try {
            boolean here = part.isIn(folder);
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
        return !name.isEmpty()
                && !name.contains("/")
                && !name.contains("\\")
                && !name.startsWith(".")
                && FileNames.isPath(name);
    }

    /** Enters a variant. */
    void add(Checked checked) {
        Item item = checked.item();
        checked.faults().forEach(this::fault);
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

    /** What has been entered; {@code whole} unless it was stopped. */
    Tally tally(boolean whole) {
        return new Tally(whole, seen.cardinality(), made, refused, failed);
    }

    /** Proves of the files of all variants of a part that they are as they were. */
    void files(Part part, Map<String, String> files) throws IOException {
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (!isName(file.getKey())) {
                fault("“" + file.getKey() + "” is no name of a file");
                continue;
            }
            Path path = part.folder().resolve(file.getKey());
            if (!Files.isRegularFile(path)) {
                fault("“" + path + "” is missing");
            } else if (!Digest.ofFile(path).equals(file.getValue())) {
                fault("“" + path + "” has been changed");
            }
        }
    }

    private void fault(String text) {
        if (faults.size() <= MOST_FAULTS) {
            faults.add(faults.size() == MOST_FAULTS ? "…" : text);
        }
    }

    /** Whether nothing has been found so far. */
    boolean isSound() {
        return faults.isEmpty();
    }

    /** Makes sure that all is there, once, and as it was. */
    void requireWhole(RunFingerprint terms) throws Halt {
        int seats = terms.count();
        for (int index = seen.nextClearBit(1);
                index <= seats && faults.size() <= MOST_FAULTS;
                index = seen.nextClearBit(index + 1)) {
            fault("variant " + index + " of " + seats + " is missing");
        }
        if (seen.length() > seats + 1) {
            fault("there are more than " + seats + " variants");
        }
        if (!faults.isEmpty()) {
            throw Halt.input("the parts do not make a whole: " + String.join("; ", faults)
                    + "; make those parts again, and merge then");
        }
    }
}
