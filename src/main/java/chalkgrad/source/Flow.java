package chalkgrad.source;

import java.util.ArrayList;
import java.util.List;

/** The visible text of a page as it is met: runs of blanks are one, and each line knows the line of the file on which it begins. */
final class Flow {
    private final List<Line> lines = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private int currentLine;
    private boolean doubt;

    /** A line; it is empty between two blocks. */
    record Line(String text, int fileLine, boolean doubt) {}

    /** Adds text that begins on a line of the file. */
    void text(String text, int fileLine) {
        int line = fileLine;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n' && !isOpen()) {
                end();
                line++;
            } else if (c == '\n') {
                current.append(' ');
                line++;
            } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\u00A0') {
                if (current.length() > 0 && current.charAt(current.length() - 1) != ' ') {
                    current.append(' ');
                }
            } else {
                if (current.length() == 0) {
                    currentLine = line;
                }
                current.append(c);
            }
        }
    }

    /** Whether a formula has begun in the line and not ended, which is then one line with the next. */
    private boolean isOpen() {
        boolean dollar = false;
        int brackets = 0;
        for (int i = 0; i < current.length(); i++) {
            char c = current.charAt(i);
            char next = i + 1 < current.length() ? current.charAt(i + 1) : ' ';
            if (c == '\\') {
                brackets += next == '(' ? 1 : next == ')' ? -1 : 0;
                i++;
            } else if (c == '$' && next == '$') {
                return false;
            } else if (c == '$') {
                dollar = !dollar;
            }
        }
        return dollar || brackets > 0;
    }

    /** Adds a line as it is, with its blanks. */
    void verbatim(String line, int fileLine) {
        end();
        lines.add(new Line(line, fileLine, false));
    }

    /** Adds a formula in the line. */
    void formula(String tex, int fileLine) {
        if (current.length() == 0) {
            currentLine = fileLine;
        }
        Tex.append(current, tex);
    }

    /** What stands here could not be taken out. */
    void doubtful(String mark, int fileLine) {
        text(mark, fileLine);
        doubt = true;
    }

    /** Ends the line, if it has begun. */
    void end() {
        String line = current.toString().strip();
        if (!line.isEmpty()) {
            lines.add(new Line(Tex.alone(line), currentLine, doubt));
            doubt = false;
        }
        current.setLength(0);
    }

    /** Ends the line and the block. */
    void gap() {
        end();
        if (!lines.isEmpty() && !lines.get(lines.size() - 1).text().isEmpty()) {
            lines.add(new Line("", lines.get(lines.size() - 1).fileLine(), false));
        }
    }

    List<Line> lines() {
        end();
        return lines;
    }

    /** The whole in one line. */
    String joined() {
        return Rows.cell(texts());
    }

    List<String> texts() {
        return lines().stream().map(Line::text).filter(text -> !text.isEmpty()).toList();
    }

    boolean isDoubtful() {
        return doubt || lines.stream().anyMatch(Line::doubt);
    }
}
