package chalkgrad.write;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The orders to the PDF driver in what XeTeX writes.
 *
 * <p>{@code \special{pdf:fstream @x (/etc/passwd)}} puts that file into the PDF: {@code openin_any} binds TeX, not its driver. So the
 * driver is given only documents of which every special is known to touch no file.
 *
 * <p>The format is DVI with XeTeX's three operations for glyphs.
 */
final class XdvSpecials {

    /** Drawing, colour, links, outlines, properties: what xcolor, pict2e, graphics, hyperref and TikZ ask for. */
    private static final Pattern HARMLESS = Pattern.compile(
            "\\s*(pdf:\\s*(bann|eann|ann|dest|outline|docinfo|docview|obj|put|close|stream|literal|content|code|bcontent|econtent"
                    + "|btrans|etrans|bcolor|ecolor|scolor|bxobj|exobj|uxobj|pagesize|majorversion|minorversion|tounicode"
                    + "|trackingspaces|link|nolink)(?![a-z]).*"
                    + "|(color (push|pop)|background|papersize=|landscape|x:(scale|gsave|grestore|rotate))(?![a-z]).*"
                    + "|dvipdfmx:config C 0x[0-9a-fA-F]+\\s*)",
            Pattern.DOTALL);

    private static final int XGLYPHS = 253;
    private static final int[] FONT_FLAGS_WITH_A_VALUE = {0x0200, 0x1000, 0x2000, 0x4000};

    private final ByteBuffer data;

    private XdvSpecials(byte[] xdv) {
        data = ByteBuffer.wrap(xdv);
    }

    /** The first special that is not known to be harmless, or a remark that the file could not be read. */
    static Optional<String> firstNotHarmless(byte[] xdv) {
        try {
            return new XdvSpecials(xdv).search();
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.of("(unreadable)");
        }
    }

    private Optional<String> search() {
        while (true) {
            int operation = number(1);
            if (operation >= 239 && operation <= 242) {
                var bytes = new byte[number(operation - 238)];
                data.get(bytes);
                var special = new String(bytes, StandardCharsets.UTF_8);
                if (!HARMLESS.matcher(special).matches()) {
                    return Optional.of(special);
                }
            } else if (operation == 248) { // the postamble: no more pages
                return Optional.empty();
            } else {
                skip(argumentLength(operation));
            }
        }
    }

    /** How many bytes belong to an operation; it may read on to find out. */
    private int argumentLength(int operation) {
        if (operation <= 127 || (operation >= 171 && operation <= 234)) {
            return 0; // a character, a font
        } else if (operation <= 131) {
            return operation - 127; // a character by a longer number
        } else if (operation == 132 || operation == 137) {
            return 8; // a rule
        } else if (operation <= 136) {
            return operation - 132; // a character that does not move on
        } else if (operation == 139) {
            return 44; // a page begins
        } else if (operation <= 142 || operation == 147 || operation == 152 || operation == 161 || operation == 166) {
            return 0; // a page ends, push, pop, a move as before
        } else if (operation <= 170) {
            return moveLength(operation);
        } else if (operation >= 235 && operation <= 238) {
            return operation - 234; // a font by a longer number
        } else if (operation >= 243 && operation <= 246) {
            skip(operation - 242 + 12); // a font of TeX's
            return number(1) + number(1);
        } else if (operation == 247) {
            skip(13); // the preamble
            return number(1);
        } else if (operation == 252) {
            return nativeFontLength();
        } else if (operation == XGLYPHS || operation == 254) {
            if (operation != XGLYPHS) {
                skip(2 * number(2)); // the text that the glyphs stand for
            }
            skip(4);
            return 10 * number(2);
        }
        throw new IllegalArgumentException("operation " + operation);
    }

    private static int moveLength(int operation) {
        for (int first : new int[] {167, 162, 157, 153, 148, 143}) {
            if (operation >= first) {
                return operation - first + 1;
            }
        }
        throw new IllegalArgumentException("operation " + operation);
    }

    private int nativeFontLength() {
        skip(8);
        int flags = number(2);
        int length = number(1) + 4;
        for (int flag : FONT_FLAGS_WITH_A_VALUE) {
            length += (flags & flag) == 0 ? 0 : 4;
        }
        return length;
    }

    private int number(int bytes) {
        int value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | (data.get() & 0xff);
        }
        if (value < 0 || value > data.limit()) {
            throw new IllegalArgumentException("a length of " + value);
        }
        return value;
    }

    private void skip(int bytes) {
        data.position(data.position() + bytes);
    }
}
