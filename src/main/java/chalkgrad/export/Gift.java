package chalkgrad.export;

import chalkgrad.export.Entry.Choice;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Numbers;
import chalkgrad.export.Entry.Option;
import chalkgrad.export.Entry.Ordering;
import chalkgrad.variant.Shares;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * GIFT, the text format of Moodle and others.
 *
 * <p>{@code ::Midterm 001-3::[html]<p>…</p>{#0.0259:0.00005}}.
 *
 * <p>GIFT has no points and no question with several numbers: each field of such a question is a question, {@code 001-3.2}. Pictures are within
 * the text; each question is one line, as an empty line would end it.
 */
final class Gift implements Exporter {
    @Override
    public String name() {
        return "gift";
    }

    @Override
    public String fileName() {
        return "gift.txt";
    }

    @Override
    public Sink open(OutputStream out, Setting setting) throws IOException {
        return TextSink.begun(out, "", "");
    }

    @Override
    public byte[] prepare(Booklet booklet, Setting setting) {
        var drawings = new Drawings();
        var html = new Html(
                Html.Look.MOODLE,
                figure -> "data:image/svg+xml;base64,"
                        + Base64.getEncoder().encodeToString(drawings.file(drawings.number(figure))));
        var out = new StringBuilder();
        for (Entry entry : booklet.entries()) {
            out.append("$CATEGORY: ").append(category(entry, setting)).append("\n\n");
            question(entry, html, out);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** GIFT has no place for points. */
    @Override
    public List<String> byHand(Booklet booklet, Setting setting) {
        return List.of("gift: the format has no marks, and each question counts 1 until it is set otherwise; set: "
                + booklet.entries().stream().map(Gift::points).collect(Collectors.joining(", ")));
    }

    private static String points(Entry entry) {
        int fields = entry.body() instanceof Numbers numbers ? numbers.fields().size() : 1;
        List<BigDecimal> shares = Shares.of(entry.points(), fields);
        return IntStream.range(0, fields)
                .mapToObj(
                        i -> entry.number() + (fields == 1 ? "" : "." + (i + 1)) + ": " + Plain.shortest(shares.get(i)))
                .collect(Collectors.joining(", "));
    }

    /** Its signs are not escaped, but a backslash would be taken for one that escapes. */
    private static String category(Entry entry, Setting setting) {
        return Category.of(entry, setting).path().replace("\\", "");
    }

    private static void question(Entry entry, Html html, StringBuilder out) {
        String stem = html.of(entry.stem());
        String feedback = "####" + escape(html.of(entry.feedback()));
        if (entry.body() instanceof Numbers numbers) {
            List<Field> fields = numbers.fields();
            for (int i = 0; i < fields.size(); i++) {
                Field field = fields.get(i);
                begin(
                        entry,
                        fields.size() == 1 ? "" : "." + (i + 1),
                        stem + Html.paragraph(html.line(field.prompt())),
                        out);
                out.append("{#")
                        .append(field.accepted().stream()
                                .map(range -> Plain.number(range.value()) + ":" + Plain.number(range.tolerance()))
                                .collect(Collectors.joining(" =", field.scale() == 0 ? "" : "=", "")))
                        .append(feedback)
                        .append("}\n\n");
            }
            return;
        }
        begin(entry, "", stem, out);
        out.append('{');
        if (entry.body() instanceof Choice choice) {
            for (int i = 0; i < choice.options().size(); i++) {
                Option option = choice.options().get(i);
                out.append(i == choice.right() ? '=' : '~').append(escape(html.line(option.text())));
                if (!option.feedback().isEmpty()) {
                    out.append('#').append(escape(html.line(option.feedback())));
                }
            }
        } else if (entry.body() instanceof Ordering ordering) {
            for (int i = 0; i < ordering.shown().size(); i++) {
                out.append('=').append(escape(html.line(ordering.shown().get(i))));
                out.append(" -> ").append(ordering.place(i));
            }
        }
        out.append(feedback).append("}\n\n");
    }

    private static void begin(Entry entry, String part, String html, StringBuilder out) {
        out.append("::")
                .append(escape(Category.name(entry) + part))
                .append("::[html]")
                .append(escape(html));
    }

    /** What means something in GIFT; a text never begins with a percent sign or a bracket, as it is HTML. */
    static String escape(String text) {
        var out = new StringBuilder(text.length() + 32);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("\\~=#{}:".indexOf(c) >= 0) {
                out.append('\\');
            }
            out.append(c == '\n' || c == '\r' ? ' ' : c);
        }
        return out.toString();
    }
}
