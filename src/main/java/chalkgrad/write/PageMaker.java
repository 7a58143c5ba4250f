package chalkgrad.write;

import chalkgrad.algebra.Expr;
import chalkgrad.report.Block;
import chalkgrad.report.Message;
import chalkgrad.typeset.Latex;
import chalkgrad.typeset.Lines;
import chalkgrad.typeset.Notation;
import chalkgrad.typeset.UnicodeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settles the wording and the formulas of a report: blocks become a page for one language, notation and flavour.
 *
 * <p>{@code new PageMaker(Messages.of("en"), notation, Flavour.PLAIN).page(blocks)}.
 */
public final class PageMaker {
    private final Messages messages;
    private final Flavour flavour;
    private final Latex latex;
    private final Latex inline;
    private final UnicodeText text;
    private final @Nullable Sides sides;
    private final Lines lines;
    private volatile @Nullable Drawn drawn;

    /** A network and its picture. */
    private record Drawn(Block.NetworkFigure block, Picture picture) {}

    public PageMaker(Messages messages, Notation notation, Flavour flavour) {
        this.messages = messages;
        this.flavour = flavour;
        this.latex = new Latex(notation, flavour.latex());
        this.inline = latex.inline();
        this.text = new UnicodeText(notation);
        this.sides = flavour.isInteractive() ? new Sides(notation, latex) : null;
        this.lines = new Lines(notation);
    }

    /** A stretch of a page that has a notation of its own, and what settles it. */
    public record Chapter(PageMaker maker, List<Block> blocks) {
        public Chapter {
            blocks = List.copyOf(blocks);
        }
    }

    /** A page in one notation; its title is that of the first heading. */
    public Page page(List<Block> blocks) {
        return together(List.of(new Chapter(this, blocks)));
    }

    /** A page of chapters, all in one language; its title is that of the first heading. */
    public static Page together(List<Chapter> chapters) {
        List<Page.Element> elements = chapters.stream()
                .flatMap(chapter -> chapter.blocks.stream().map(chapter.maker::element))
                .toList();
        String title = elements.stream()
                .filter(Page.Heading.class::isInstance)
                .map(heading -> plain(((Page.Heading) heading).text()))
                .findFirst()
                .orElse("");
        PageMaker first = chapters.get(0).maker;
        return new Page(
                title,
                first.messages.language(),
                elements,
                first.flavour.isInteractive() ? first.messages.board() : Map.of());
    }

    /** A message in plain text, its formulas too. */
    public String words(Message message) {
        return plain(runs(message));
    }

    private Page.Element element(Block block) {
        if (block instanceof Block.Heading b) {
            return new Page.Heading(b.level(), runs(b.text()), b.anchor());
        } else if (block instanceof Block.Contents b) {
            return new Page.Contents(
                    runs(Message.of("sheet.contents")),
                    b.entries().stream()
                            .map(entry -> new Page.Entry(runs(entry.text()), entry.anchor()))
                            .toList());
        } else if (block instanceof Block.Paragraph b) {
            return new Page.Paragraph(runs(b.text()));
        } else if (block instanceof Block.Note b) {
            String label = "note." + b.tone().name().toLowerCase(Locale.ROOT);
            return new Page.Note(Page.Tone.valueOf(b.tone().name()), runs(Message.of(label)), runs(b.text()));
        } else if (block instanceof Block.Items b) {
            return new Page.Items(b.items().stream().map(this::runs).toList());
        } else if (block instanceof Block.Lines b) {
            return display(b);
        } else if (block instanceof Block.Table b) {
            return table(b);
        } else if (block instanceof Block.Fields b) {
            return new Page.Fields(b.labels().stream().map(this::runs).toList(), b.lines());
        } else if (block instanceof Block.Jotting b) {
            return jotting(b);
        } else if (block instanceof Block.NetworkFigure b) {
            return new Page.Figure(picture(b), plain(runs(b.description())));
        } else if (block instanceof Block.GraphFigure b) {
            return new Page.Figure(
                    new GraphPicture(b, this::formula, messages).picture(), plain(runs(b.description())));
        } else if (block instanceof Block.HistogramFigure b) {
            return new Page.Figure(new Histogram(b).picture(), plain(runs(b.description())));
        } else if (block instanceof Block.WindowFigure b) {
            return new Page.Figure(new WindowPicture(b, this::formula).picture(), plain(runs(b.description())));
        } else if (block instanceof Block.LossFigure b) {
            return new Page.Figure(new LossPlot(b.points(), messages).picture(), plain(runs(b.description())));
        }
        throw new AssertionError(block);
    }

    /** A question sheet and its solution show the same network. */
    private Picture picture(Block.NetworkFigure block) {
        Drawn known = drawn;
        if (known == null || !known.block.equals(block)) {
            var picture = new NetworkPicture(block.network(), block.parameters(), this::formula, messages).picture();
            known = new Drawn(block, picture);
            drawn = known;
        }
        return known.picture;
    }

    private Page.Element display(Block.Lines block) {
        var rows = new ArrayList<Page.Row>();
        for (Expr line : block.lines()) {
            boolean first = true;
            Page.Part before = Page.Part.WHOLE;
            for (Lines.Row row : lines.rows(line)) {
                List<Page.Side> parts = sides == null ? List.of() : sides.right(row, before);
                before = parts.isEmpty() ? before : parts.get(parts.size() - 1).part();
                rows.add(new Page.Row(left(row), right(row, parts), first));
                first = false;
            }
        }
        return new Page.Display(rows);
    }

    private Page.Formula left(Lines.Row row) {
        Expr left = row.left();
        return left == null
                ? Page.Formula.EMPTY
                : new Page.Formula(latex.of(left), () -> text.of(left), sides == null ? List.of() : sides.whole(left));
    }

    private Page.Formula right(Lines.Row row, List<Page.Side> parts) {
        if (row.join() != Lines.Join.NONE) {
            Expr value = row.value();
            return new Page.Formula(
                    latex.continued(row.right(), row.join()) + (value == null ? "" : " = " + latex.of(value)),
                    () -> text.continued(row.right(), row.join()) + (value == null ? "" : " = " + text.of(value)),
                    parts);
        }
        Expr.Sign sign = row.sign();
        return new Page.Formula(
                (sign == null ? "" : latex.sign(sign) + " ") + latex.of(row.right()),
                () -> (sign == null ? "" : text.sign(sign) + " ") + text.of(row.right()),
                parts);
    }

    private Page.Element table(Block.Table block) {
        var columns = new ArrayList<Page.Align>();
        for (int c = 0; c < block.header().size(); c++) {
            columns.add(c == 0 ? Page.Align.LEFT : isNumeric(block, c) ? Page.Align.RIGHT : Page.Align.LEFT);
        }
        return new Page.Table(
                columns,
                block.header().stream().map(this::runs).toList(),
                block.rows().stream()
                        .map(row -> row.stream().map(this::runs).toList())
                        .toList());
    }

    private Page.Element jotting(Block.Jotting block) {
        String name = block.stamp().name();
        return new Page.Jotting(
                block.number(),
                runs(block.text()),
                Page.Stamp.valueOf(name),
                block.stamp() == Block.Stamp.NONE
                        ? List.of()
                        : runs(Message.of("check.verdict." + name.toLowerCase(Locale.ROOT))),
                block.remarks().stream().map(this::runs).toList());
    }

    private static boolean isNumeric(Block.Table table, int column) {
        return table.rows().stream()
                .allMatch(row -> row.get(column).key().isEmpty()
                        && row.get(column).args().size() == 1
                        && row.get(column).args().get(0) instanceof Message.Formula m
                        && m.expr() instanceof Expr.Num);
    }

    /** For a picture, which does without MathML. */
    private Page.Formula formula(Expr e) {
        return new Page.Formula(latex.of(e), () -> text.of(e), List.of());
    }

    /** A message in words and formulas. */
    private List<Page.Run> runs(Message message) {
        var runs = new ArrayList<Page.Run>();
        if (message.key().isEmpty()) {
            message.args().forEach(arg -> runs.addAll(argument(arg)));
            return merged(runs);
        }
        return merged(runs(messages.wording(message.key()), message.args()));
    }

    /** A pattern with its arguments put in; what is emphasised may have arguments of its own. */
    private List<Page.Run> runs(List<Wording> pattern, List<Message.Arg> args) {
        var runs = new ArrayList<Page.Run>();
        for (Wording part : pattern) {
            if (part instanceof Wording.Words w) {
                runs.add(new Page.Text(w.words()));
            } else if (part instanceof Wording.Emphasis e) {
                for (Page.Run run : runs(e.parts(), args)) {
                    runs.add(run instanceof Page.Text t ? new Page.Strong(t.text()) : run);
                }
            } else if (part instanceof Wording.Argument a) {
                List<Page.Run> argument = argument(args.get(a.index()));
                runs.addAll(argument);
                String particle = a.particle().isEmpty() ? "" : Particles.choose(plain(argument), a.particle());
                if (!particle.isEmpty()) {
                    runs.add(new Page.Text(particle));
                }
            }
        }
        return runs;
    }

    private List<Page.Run> argument(Message.Arg arg) {
        if (arg instanceof Message.Formula m) {
            String latex = inline.of(m.expr());
            return List.of(new Page.Inline(new Page.Formula(
                    latex, () -> text.of(m.expr()), sides == null ? List.of() : sides.inline(m.expr(), latex))));
        } else if (arg instanceof Message.Words w) {
            return List.of(new Page.Text(w.text()));
        } else if (arg instanceof Message.Source s) {
            return List.of(new Page.Typed(s.text()));
        } else if (arg instanceof Message.Nested n) {
            return runs(n.message());
        }
        var runs = new ArrayList<Page.Run>();
        for (Message each : ((Message.Several) arg).messages()) {
            if (!runs.isEmpty()) {
                runs.add(new Page.Text(", "));
            }
            runs.addAll(runs(each));
        }
        return runs;
    }

    /** Neighbouring words are one run. */
    private static List<Page.Run> merged(List<Page.Run> runs) {
        var merged = new ArrayList<Page.Run>();
        for (Page.Run run : runs) {
            int last = merged.size() - 1;
            if (run instanceof Page.Text now && last >= 0 && merged.get(last) instanceof Page.Text before) {
                merged.set(last, new Page.Text(before.text() + now.text()));
            } else if (run instanceof Page.Strong now && last >= 0 && merged.get(last) instanceof Page.Strong before) {
                merged.set(last, new Page.Strong(before.text() + now.text()));
            } else {
                merged.add(run);
            }
        }
        return merged;
    }

    private static String plain(List<Page.Run> runs) {
        var out = new StringBuilder();
        for (Page.Run run : runs) {
            if (run instanceof Page.Text t) {
                out.append(t.text());
            } else if (run instanceof Page.Strong s) {
                out.append(s.text());
            } else if (run instanceof Page.Typed t) {
                out.append(t.text());
            } else if (run instanceof Page.Inline i) {
                out.append(i.formula().text());
            }
        }
        return out.toString();
    }
}
