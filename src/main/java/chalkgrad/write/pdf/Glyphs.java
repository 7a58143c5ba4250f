package chalkgrad.write.pdf;

/**
 * A stretch of text in one font, as glyphs; sizes are in em.
 *
 * @param text what each glyph stands for, for those who copy or search: one entry a glyph
 * @param advances each glyph's advance, kerning included
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Glyphs(FontFile font, int[] glyphs, String[] text, double[] advances, double width) {}
