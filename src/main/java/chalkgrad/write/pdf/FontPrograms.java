package chalkgrad.write.pdf;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The subsets of fonts that documents have embedded, packed: the next variant of an exam has the same letters, and mostly the same subsets.
 *
 * <p>{@code programs.of(file, uses, packer -> …)} makes one the first time. For one thread at a time.
 */
final class FontPrograms {
    private static final int KEPT = 200;

    private final Packer packer = new Packer(Packer.THOROUGH);
    private final Map<Key, Program> kept = new LinkedHashMap<>(256, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Program> eldest) {
            return size() > KEPT;
        }
    };

    private record Key(FontFile file, List<DocumentFont.Use> uses) {}

    /**
     * A font's subset as a file has it.
     *
     * @param tag six letters that tell it from other subsets
     * @param packed the font file, compressed
     * @param length of the font file as it was
     * @param toUnicode what its codes stand for, compressed
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Program(String tag, byte[] packed, int length, byte[] toUnicode) {}

    Program of(FontFile file, List<DocumentFont.Use> uses, Function<Packer, Program> maker) {
        Key key = new Key(file, uses);
        Program known = kept.get(key);
        if (known == null) {
            known = maker.apply(packer);
            kept.put(key, known);
        }
        return known;
    }
}
