package chalkgrad.batch;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a folder the place of one run, and of no other.
 *
 * <p>{@code new Claim(folder, terms, sources, shard).stake()} leaves {@code run.json}, the exam and the roster in it.
 */
final class Claim {
    static final String EXAM = "exam.yaml";
    static final String ROSTER = "roster.csv";

    /** What is in the folder of a run and in no other. */
    private static final String[] RESULTS = {
        "*-questions.*", "*-solution.*", Manifest.NAME + "*" + Manifest.ENDING, Volumes.KEY + "*" + Volumes.KEY_ENDING
    };

    private final Folder folder;
    private final RunFingerprint terms;
    private final Map<String, byte[]> sources;
    private final Shard shard;

    /**
     * A claim.
     *
     * @param sources what the run is made from, by the names of the copies that are kept of it
     */
    Claim(Folder folder, RunFingerprint terms, Map<String, byte[]> sources, Shard shard) {
        this.folder = folder;
        this.terms = terms;
        this.sources = sources;
        this.shard = shard;
    }

    /** The copies of an exam and a roster that are kept. */
    static Map<String, byte[]> sources(byte[] exam, Optional<byte[]> roster) {
        return roster.isPresent() ? Map.of(EXAM, exam, ROSTER, roster.get()) : Map.of(EXAM, exam);
    }

    void stake() throws IOException, Halt {
        Optional<byte[]> found = folder.read(RunFingerprint.FILE);
        if (found.isEmpty()) {
            found = begin();
        }
        RunFingerprint there = RunFingerprint.read(found.get())
                .orElseThrow(() -> Halt.input("“" + folder.resolve(RunFingerprint.FILE)
                        + "” is no file of chalkgrad's; choose another folder with --out"));
        if (!there.equals(terms)) {
            throw Halt.input("“" + folder.path() + "” holds another run: "
                    + String.join(", ", terms.differences(there))
                    + ". Choose another folder with --out, or delete that one");
        }
        if (!folder.claim(RunFingerprint.FILE, shard)) {
            throw Halt.output("another chalkgrad is at work in “" + folder.path() + "”; let it finish, or stop it");
        }
        folder.tidy();
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            if (!folder.holds(source.getKey(), source.getValue())) {
                folder.write(source.getKey(), source.getValue());
            }
        }
    }

    /** Writes down the terms, unless another part does so at the same moment. */
    private Optional<byte[]> begin() throws IOException, Halt {
        boolean foreign = folder.hasAny(RESULTS);
        for (Map.Entry<String, byte[]> source : sources.entrySet()) {
            foreign |= folder.has(source.getKey()) && !folder.holds(source.getKey(), source.getValue());
        }
        if (foreign && !folder.has(RunFingerprint.FILE)) {
            throw Halt.input("“" + folder.path() + "” holds files of something else (and no " + RunFingerprint.FILE
                    + "); choose another folder with --out");
        }
        folder.writeNew(RunFingerprint.FILE, terms.bytes());
        return Optional.of(
                folder.read(RunFingerprint.FILE).orElseThrow(() -> new IOException(RunFingerprint.FILE + " has gone")));
    }
}
