package chalkgrad.batch;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of one run that there are.
 *
 * <p>{@code Parts.find(List.of(Path.of("out/exam"))).all()} has four where {@code variants} was run with {@code --shard 1/4} to {@code 4/4}.
 *
 * @param terms what the run is made from
 * @param sources the copies of the exam and the roster, by their names
 * @param all in the order of their numbers
 */
record Parts(RunFingerprint terms, Map<String, byte[]> sources, List<Part> all) {
    private static final Pattern PART = Pattern.compile("manifest\\.(\\d{1,7})-of-(\\d{1,7})\\.json");
    private static final int MOST_NAMED = 20;

    Parts {
        sources = Map.copyOf(sources);
        all = List.copyOf(all);
    }

    /**
     * Looks what there is.
     *
     * @param folders at least one
     * @throws Halt where these are not the parts of one run
     */
    static Parts find(List<Path> folders) throws Halt {
        try {
            Path first = folders.get(0);
            RunFingerprint terms = terms(first);
            var parts = new TreeMap<Integer, Part>();
            var seen = new ArrayList<Path>();
            for (Path folder : folders) {
                RunFingerprint other = terms(folder);
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
            sources.put(Claim.EXAM, Folder.content(first.resolve(Claim.EXAM)));
            if (!terms.get("roster_sha256").isEmpty()) {
                sources.put(Claim.ROSTER, Folder.content(first.resolve(Claim.ROSTER)));
            }
            if (!Digest.of(Objects.requireNonNull(sources.get(Claim.EXAM))).equals(terms.get("exam_sha256"))) {
                throw Halt.input("“" + first.resolve(Claim.EXAM) + "” has been changed since the parts were made");
            }
            return new Parts(terms, sources, List.copyOf(parts.values()));
        } catch (NoSuchFileException e) {
            throw Halt.input("“" + e.getFile() + "” is missing; expected a folder that variants has written");
        } catch (IOException e) {
            throw Halt.input("“" + folders.get(0) + "” cannot be read: " + Folder.reason(e));
        }
    }

    private static RunFingerprint terms(Path folder) throws IOException, Halt {
        Path file = folder.resolve(RunFingerprint.FILE);
        return RunFingerprint.read(Folder.content(file))
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
                    throw Halt.input("part " + before.shard().number() + " is there twice: “" + before.manifest()
                            + "” and “" + manifest + "”");
                }
            }
        }
    }

    /** Makes sure that there is every part of as many as there are to be. */
    void requireAll() throws Halt {
        if (all.isEmpty()) {
            throw Halt.input("there is no part to be merged; expected a file such as manifest.1-of-4.json");
        }
        int of = all.get(0).shard().of();
        var missing = new ArrayList<String>();
        var numbers = new BitSet();
        for (Part part : all) {
            if (part.shard().of() != of) {
                throw Halt.input("“" + part.manifest() + "” is a part of "
                        + part.shard().of() + ", “" + all.get(0).manifest() + "” of " + of);
            }
            numbers.set(part.shard().number());
        }
        for (int number = numbers.nextClearBit(1); number <= of; number = numbers.nextClearBit(number + 1)) {
            if (missing.size() == MOST_NAMED) {
                missing.add("…");
                break;
            }
            missing.add(number + "/" + of);
        }
        if (!missing.isEmpty()) {
            throw Halt.input("missing: part " + String.join(", ", missing) + "; make it with --shard, and merge again");
        }
    }
}
