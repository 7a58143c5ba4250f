package chalkgrad.publish;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.derive.SchemeDerivation;
import chalkgrad.model.Problem;
import chalkgrad.report.GeneralReport;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Notation;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A derivation for all units at once as data: its lines, each with the quantity that it is about.
 *
 * <p>It begins with <code>{"problem" : "general", "lines" : [{"quantity" : "net(k)", "latex" : "u_{k} = …"}</code>.
 */
final class SchemeResult {
    private SchemeResult() {}

    static byte[] of(Problem problem, SchemeDerivation general, Notation notation, GeneralReport.Style style) {
        var latex = new Latex(notation, Latex.Flavour.PLAIN);
        var buffer = new ByteArrayOutputStream();
        try (JsonGenerator json = new JsonFactory().createGenerator(buffer)) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("problem", problem.name());
            json.writeArrayFieldStart("lines");
            for (Expr.Relation line : GeneralReport.lines(general, style)) {
                json.writeStartObject();
                Expr left = line.sides().get(0);
                json.writeStringField(
                        "quantity", left instanceof Expr.Sym s ? s.symbol().id() : PlainText.of(left));
                json.writeStringField("latex", latex.of(line));
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return buffer.toByteArray();
    }
}
