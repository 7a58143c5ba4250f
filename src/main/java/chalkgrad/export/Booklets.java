package chalkgrad.export;

import chalkgrad.algebra.Expr;
import chalkgrad.derive.Occurrence;
import chalkgrad.export.Entry.Field;
import chalkgrad.export.Entry.Option;
import chalkgrad.model.Problem;
import chalkgrad.report.Block;
import chalkgrad.report.Cells;
import chalkgrad.report.ExamReport;
import chalkgrad.report.ExamSheets;
import chalkgrad.report.Message;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.Profile;
import chalkgrad.variant.Answer;
import chalkgrad.variant.Item;
import chalkgrad.variant.Steps;
import chalkgrad.variant.Variant;
import chalkgrad.write.Flavour;
import chalkgrad.write.Messages;
import chalkgrad.write.Page;
import chalkgrad.write.PageMaker;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * Variants as learning-management systems ask them.
 *
 * <p>{@code new Booklets(Optional.empty(), Optional.empty(), Grouping.BY_VARIANT).of(variant)}; may be used by several threads at once.
 */
public final class Booklets {
    /** So many steps are worked out to an answer. */
    private static final int STEPS = 6;

    private final Optional<String> language;
    private final Optional<Profile> notation;
    private final Grouping grouping;
    private final Map<String, Messages> messages = new ConcurrentHashMap<>();
    private final Steps steps = new Steps();

    /**
     * How they are to be written.
     *
     * @param language overrides the file's
     * @param notation overrides the file's profile; single symbols that the file replaces stay replaced
     * @param grouping by variant no question tells what another asks for; by question its neighbours have other values
     */
    public Booklets(Optional<String> language, Optional<Profile> notation, Grouping grouping) {
        this.grouping = grouping;
        this.language = language;
        this.notation = notation;
    }

    /** What an exam is called: the title of its first task. */
    public String title(Variant variant) {
        Variant.Part first = variant.parts().get(0);
        return maker(first, language(variant)).words(ExamSheets.title(first.solution(), language(variant)));
    }

    public Booklet of(Variant variant) {
        String in = language(variant);
        var entries = new ArrayList<Entry>();
        for (Variant.Part part : variant.parts()) {
            PageMaker maker = maker(part, in);
            String title = maker.words(ExamSheets.title(part.solution(), in));
            var statement = new ArrayList<>(ExamReport.statement(part));
            statement.add(ExamReport.rounding(part.solution().problem()));
            // Drawn once for all questions of the task.
            List<Page.Element> given = maker.page(statement).elements();
            for (Item item : part.items()) {
                Item asked = grouping == Grouping.BY_QUESTION ? item.alone() : item;
                entries.add(new Questions(maker, steps, part, asked).entry(variant.id(), title, given));
            }
        }
        return new Booklet(variant.id(), variant.student(), in, entries);
    }

    private String language(Variant variant) {
        return language.or(() -> variant.parts().get(0).solution().problem().language())
                .orElse("en");
    }

    private PageMaker maker(Variant.Part part, String in) {
        Problem problem = part.solution().problem();
        Profile profile = notation.or(() -> problem.notation().profile().flatMap(Profile::find))
                .orElse(Profile.ALL.get(0));
        return new PageMaker(
                messages.computeIfAbsent(in, Messages::of),
                Notation.of(profile, problem.notation().symbols(), problem.task()),
                Flavour.PLAIN);
    }

    /** One question: what a sheet of paper asks, with fields in the place of rules to write on. */
    private record Questions(PageMaker maker, Steps steps, Variant.Part part, Item item) {

        Entry entry(String variant, String title, List<Page.Element> given) {
            Answer answer = item.answer();
            Entry.Body body = body(answer);
            var asked = new ArrayList<Block>();
            asked.add(new Block.Paragraph(sentence(answer)));
            List<Block> question = ExamReport.question(part, item);
            // What can be chosen or put in order is shown by the system itself.
            boolean isShown = answer instanceof Answer.Choice || answer instanceof Answer.Order;
            question.subList(1, question.size()).stream()
                    .filter(block -> !(isShown && block instanceof Block.Table))
                    .forEach(asked::add);
            if (answer instanceof Answer.Order) {
                asked.add(new Block.Paragraph(Message.of("export.places")));
            }
            if (body instanceof Entry.Numbers numbers
                    && numbers.fields().stream().anyMatch(field -> field.scale() > 0)) {
                asked.add(new Block.Paragraph(Message.of("export.scaled")));
            }
            var stem = new ArrayList<>(given);
            stem.addAll(elements(asked));
            return new Entry(
                    variant,
                    item.number(),
                    title,
                    stem,
                    body,
                    elements(worked(answer)),
                    item.question().points());
        }

        /** Somebody who is to find a mistake cannot be asked for the right line as well. */
        private Message sentence(Answer answer) {
            return answer instanceof Answer.Mistaken mistaken
                    ? Message.of(
                            "export.mistake",
                            math(Cells.shown(mistaken.lines()
                                    .get(mistaken.lines().size() - 1)
                                    .cell())))
                    : ExamReport.asked(part, item);
        }

        /** The worked answer; it names no letters and numbers by which only a sheet of paper calls what it shows. */
        private List<Block> worked(Answer answer) {
            List<Block> blocks = ExamReport.answer(part, item);
            if (answer instanceof Answer.Numbers numbers) {
                List<Answer.Value> values = numbers.values();
                return workedOut(
                        values.stream().map(Answer.Value::cell).toList(),
                        accepted(values, i -> Cells.shown(values.get(i).cell())));
            } else if (answer instanceof Answer.Blanks filled) {
                Answer.Line last = filled.lines().get(filled.lines().size() - 1);
                return workedOut(
                        List.of(last.cell()), accepted(filled.gaps(), i -> Cells.shown(new Answer.Gap(i + 1).expr())));
            } else if (answer instanceof Answer.Choice choice) {
                BigDecimal right = choice.options().get(choice.right()).value();
                Block value = new Block.Lines(Expr.equal(Cells.shown(choice.cell()), Expr.num(right)));
                return workedOut(List.of(choice.cell()), List.of(value));
            }
            return answer instanceof Answer.Order
                    ? blocks.stream().filter(Block.Lines.class::isInstance).toList()
                    : blocks;
        }

        /** The last steps to each value with what they build on, and what is accepted as it is to be typed. */
        private List<Block> workedOut(List<Occurrence> cells, List<Block> accepted) {
            var known = new LinkedHashSet<Answer.Known>();
            var lines = new LinkedHashSet<Answer.Line>();
            for (Occurrence cell : cells) {
                Steps.Derived derived = steps.to(part.solution(), cell, Math.max(1, STEPS / cells.size()));
                known.addAll(derived.known());
                lines.addAll(derived.lines());
            }
            // A formula that another question asks for stands in no feedback; its number does.
            lines.stream().filter(line -> item.formulas().contains(line.cell())).forEach(line -> {
                if (line.value() instanceof Expr.Num value && !cells.contains(line.cell())) {
                    known.add(new Answer.Known(line.cell(), value.value()));
                }
            });
            lines.removeIf(line -> item.formulas().contains(line.cell()));
            var blocks = new ArrayList<Block>();
            if (!lines.isEmpty()) {
                List<Answer.Line> all = List.copyOf(lines);
                known.removeIf(each -> all.stream().anyMatch(line -> line.cell().equals(each.cell())));
                blocks.addAll(ExamReport.known(item, List.copyOf(known), all));
                blocks.add(new Block.Lines(ExamReport.veiled(item, all).stream()
                        .<Expr>map(ExamReport::line)
                        .toList()));
            }
            blocks.addAll(accepted);
            return blocks;
        }

        /** The values of fields as they are to be typed, and what else is accepted. */
        private List<Block> accepted(List<Answer.Value> values, IntFunction<Expr> names) {
            var rows = new ArrayList<Message>();
            for (int i = 0; i < values.size(); i++) {
                Answer.Value value = values.get(i);
                int scale = Scale.of(value.value());
                Expr name = names.apply(i);
                rows.add(ExamReport.accepted(
                        item.question(),
                        scale == 0 ? name : Expr.mul(name, Expr.pow(Expr.num(10), Expr.num(scale))),
                        new Answer.Value(
                                value.cell(),
                                value.value().movePointRight(scale),
                                value.tolerance().movePointRight(scale))));
            }
            return List.of(new Block.Items(rows));
        }

        private Entry.Body body(Answer answer) {
            if (answer instanceof Answer.Numbers numbers) {
                return new Entry.Numbers(numbers.values().stream()
                        .map(value -> field(Cells.shown(value.cell()), value))
                        .toList());
            } else if (answer instanceof Answer.Blanks blanks) {
                var fields = new ArrayList<Field>();
                for (Answer.Value gap : blanks.gaps()) {
                    fields.add(field(Cells.shown(new Answer.Gap(fields.size() + 1).expr()), gap));
                }
                return new Entry.Numbers(fields);
            } else if (answer instanceof Answer.Choice choice) {
                return new Entry.Choice(
                        choice.options().stream().map(this::option).toList(), choice.right(), true);
            } else if (answer instanceof Answer.Mistaken mistaken) {
                var options = new ArrayList<Option>();
                for (int line = 1; line <= mistaken.lines().size(); line++) {
                    options.add(new Option(
                            runs(Message.of("export.line", new Message.Words(Integer.toString(line)))), List.of()));
                }
                return new Entry.Choice(options, mistaken.wrong(), false);
            } else if (answer instanceof Answer.Order order) {
                return new Entry.Ordering(
                        order.shown().stream()
                                .map(line -> runs(
                                        Message.of(Expr.equal(Cells.shown(line.cell()), Cells.shown(line.symbols())))))
                                .toList(),
                        order.order());
            }
            var key = new ArrayList<Page.Run>();
            for (Block block : ExamReport.answer(part, item)) {
                if (block instanceof Block.Lines lines) {
                    lines.lines().forEach(line -> key.addAll(runs(Message.of(line))));
                }
            }
            return new Entry.Essay(key);
        }

        private Option option(Answer.Option option) {
            var said = new ArrayList<Page.Run>();
            option.slips().stream()
                    .filter(slip -> !item.formulas().contains(slip.at()))
                    .forEach(slip -> {
                        if (!said.isEmpty()) {
                            said.add(new Page.Text(" "));
                        }
                        said.addAll(runs(ExamReport.done(part, slip)));
                    });
            return new Option(runs(Message.of(Expr.num(option.value()))), said);
        }

        private Field field(Expr name, Answer.Value value) {
            int scale = Scale.of(value.value());
            Page.Formula letter = ((Page.Inline) runs(Message.of(name)).get(0)).formula();
            String times = scale == 0 ? "" : " \\times 10^{" + scale + "}";
            String plain = scale == 0 ? "" : " × 10^" + scale;
            return new Field(
                    List.of(new Page.Inline(
                            new Page.Formula(letter.latex() + times + " =", letter.text() + plain + " ="))),
                    value.value().movePointRight(scale),
                    value.tolerance().movePointRight(scale),
                    scale);
        }

        private static Message.Arg math(Expr expr) {
            return new Message.Formula(expr);
        }

        private List<Page.Run> runs(Message message) {
            return ((Page.Paragraph)
                            elements(List.of(new Block.Paragraph(message))).get(0))
                    .text();
        }

        private List<Page.Element> elements(List<Block> blocks) {
            return maker.page(blocks).elements();
        }
    }
}
