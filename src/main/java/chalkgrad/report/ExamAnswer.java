package chalkgrad.report;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.derive.Step;
import chalkgrad.derive.UnrolledComputation;
import chalkgrad.exam.Question;
import chalkgrad.mistake.Slip;
import chalkgrad.model.Graph;
import chalkgrad.model.Quantity;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Branches;
import chalkgrad.variant.Item;
import chalkgrad.variant.Variant;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** The answer to one question of a variant, with what a person needs who marks it. */
final class ExamAnswer {
    private final Variant.Part part;
    private final Branches branches;
    private final Item item;
    private final List<Block> blocks = new ArrayList<>();

    ExamAnswer(Variant.Part part, Item item) {
        this.part = part;
        this.branches = new Branches(part);
        this.item = item;
    }

    List<Block> blocks() {
        Answer answer = item.answer();
        if (answer instanceof Answer.Numbers numbers) {
            blocks.add(new Block.Items(numbers.values().stream()
                    .map(value -> value(item.question(), Cells.shown(value.cell()), value))
                    .toList()));
        } else if (answer instanceof Answer.Formula formula) {
            formula(formula);
        } else if (answer instanceof Answer.Blanks blanks) {
            blanks(blanks);
        } else if (answer instanceof Answer.Choice choice) {
            choice(choice);
        } else if (answer instanceof Answer.Mistaken mistaken) {
            mistaken(mistaken);
        } else if (answer instanceof Answer.Order order) {
            order(order);
        }
        return blocks;
    }

    /** A value, and what else is accepted with as many digits. */
    static Message value(Question question, Expr name, Answer.Value value) {
        Message.Arg right = Message.math(Expr.equal(name, Expr.num(value.value())));
        if (question.tolerance().isPresent()) {
            return Message.of("exam.answer.within", right, Message.math(Expr.num(plain(value.tolerance()))));
        }
        int scale = value.value().scale();
        BigDecimal least = value.value().subtract(value.tolerance()).setScale(scale, RoundingMode.CEILING);
        BigDecimal most = value.value().add(value.tolerance()).setScale(scale, RoundingMode.FLOOR);
        return least.compareTo(most) < 0
                ? Message.of("exam.answer.range", right, Message.math(Expr.num(least)), Message.math(Expr.num(most)))
                : Message.of("", right);
    }

    /** Without an exponent where there is no need of one. */
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private void formula(Answer.Formula formula) {
        Expr letter = Cells.shown(formula.cell());
        Expr short_ = Cells.shown(formula.expr());
        Expr long_ = Cells.shown(written(formula.expr()));
        blocks.add(
                new Block.Lines(short_.equals(long_) ? Expr.equal(letter, short_) : Expr.equal(letter, short_, long_)));
        blocks.add(new Block.Paragraph(Message.of("exam.answer.formula")));
    }

    /** With what comes back from the loss written in values of the forward pass, as far as that is a product of a few. */
    private Expr written(Expr e) {
        if (part.solution().problem().task() instanceof Graph) {
            return flat(branches.inValues(e));
        }
        var unrolled = new UnrolledComputation(part.solution().derivation());
        return flat(e.substitute(symbol -> symbol instanceof Occurrence cell && isBackward(cell.quantity())
                ? unrolled.step(cell)
                        .map(Step::expression)
                        .filter(step -> !(step instanceof Expr.Add))
                        .map(this::written)
                        .orElse(null)
                : null));
    }

    /** A product in a product is one product. */
    private static Expr flat(Expr e) {
        if (!(e instanceof Expr.Mul product)) {
            return e;
        }
        var factors = new ArrayList<Expr>();
        for (Expr factor : product.factors()) {
            Expr inner = flat(factor);
            factors.addAll(inner instanceof Expr.Mul m ? m.factors() : List.of(inner));
        }
        return Expr.mul(factors);
    }

    private static boolean isBackward(Quantity quantity) {
        return quantity instanceof Quantity.Delta
                || (quantity instanceof Quantity.Partial partial && !(partial.by() instanceof Quantity.Param));
    }

    private void blanks(Answer.Blanks blanks) {
        var rows = new ArrayList<Message>();
        for (int i = 0; i < blanks.gaps().size(); i++) {
            rows.add(value(
                    item.question(),
                    Cells.shown(new Answer.Gap(i + 1).expr()),
                    blanks.gaps().get(i)));
        }
        blocks.add(new Block.Items(rows));
    }

    private void choice(Answer.Choice choice) {
        Answer.Option right = choice.options().get(choice.right());
        blocks.add(new Block.Paragraph(Message.of(
                "exam.answer.option",
                new Message.Nested(ExamReport.letter(choice.right())),
                Message.math(Expr.equal(Cells.shown(choice.cell()), Expr.num(right.value()))))));
        var items = new ArrayList<Message>();
        for (int i = 0; i < choice.options().size(); i++) {
            Answer.Option option = choice.options().get(i);
            Message.Arg letter = new Message.Nested(ExamReport.letter(i));
            option.slips().stream()
                    .findFirst()
                    .ifPresent(slip -> items.add(Message.of(
                            "exam.answer.distractor",
                            letter,
                            Message.math(Expr.num(option.value())),
                            new Message.Several(option.slips().stream()
                                    .map(each -> Message.of(key(each) + ".name"))
                                    .toList()),
                            new Message.Nested(done(branches, slip)))));
        }
        blocks.add(new Block.Items(items));
    }

    static String key(Slip slip) {
        return "mistake." + slip.mistake().id();
    }

    /** What was done, in a sentence. */
    static Message done(Branches branches, Slip slip) {
        return Message.of(
                key(slip) + ".done",
                Message.math(Cells.shown(branches.written(slip.is()))),
                Message.math(Cells.shown(branches.written(slip.was()))),
                Message.math(Cells.shown(branches.named(slip.at()))));
    }

    private void mistaken(Answer.Mistaken mistaken) {
        Slip slip = mistaken.slip();
        blocks.add(new Block.Paragraph(Message.of(
                "exam.answer.line",
                Message.count(mistaken.wrong() + 1L),
                Message.nested(key(slip) + ".name"),
                new Message.Nested(done(branches, slip)))));
        blocks.add(new Block.Lines(ExamReport.line(ExamReport.veiled(item, mistaken.right()))));
        if (mistaken.wrong() < mistaken.lines().size() - 1) {
            blocks.add(new Block.Paragraph(Message.of("exam.answer.follows")));
        }
    }

    private void order(Answer.Order order) {
        blocks.add(new Block.Paragraph(Message.of(
                "exam.answer.order",
                new Message.Several(order.order().stream()
                        .map(place -> Message.of("", Message.count(place + 1L)))
                        .toList()))));
        List<Answer.Line> lines =
                order.order().stream().map(place -> order.shown().get(place)).toList();
        blocks.add(new Block.Lines(ExamReport.veiled(item, lines).stream()
                .filter(ExamReport::isSaying)
                .<Expr>map(ExamReport::line)
                .toList()));
    }
}
