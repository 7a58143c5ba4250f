package chalkgrad.write.pdf;

import java.nio.charset.StandardCharsets;

/**
 * Puts right the number of objects in a file's cross-reference stream.
 *
 * <p>PDFBox counts the stream itself but gives it no entry, which strict readers (qpdf) report as damage.
 */
final class CrossReference {
    private static final String START = "startxref\n";
    private static final String INDEX = "/Index [0 ";
    private static final String SIZE = "/Size ";

    private CrossReference() {}

    /** Changes {@code file} where that is needed. */
    static void correct(byte[] file) {
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int start = text.lastIndexOf(START);
        int section = number(text, start + START.length());
        int index = text.indexOf(INDEX, section);
        int size = text.indexOf(SIZE, section);
        if (start < 0 || index < 0 || size < 0) {
            return;
        }
        String entries = Integer.toString(number(text, index + INDEX.length()));
        int at = size + SIZE.length();
        for (int i = 0; at + i < file.length && Character.isDigit(text.charAt(at + i)); i++) {
            file[at + i] = (byte) (i < entries.length() ? entries.charAt(i) : ' ');
        }
    }

    private static int number(String text, int at) {
        int end = at;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end == at ? 0 : Integer.parseInt(text, at, end, 10);
    }
}
