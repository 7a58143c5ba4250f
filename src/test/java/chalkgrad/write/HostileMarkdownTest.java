package chalkgrad.write;

import static org.assertj.core.api.Assertions.assertThat;

import chalkgrad.write.Page.Align;
import chalkgrad.write.Page.Figure;
import chalkgrad.write.Page.Formula;
import chalkgrad.write.Page.Heading;
import chalkgrad.write.Page.Inline;
import chalkgrad.write.Page.Items;
import chalkgrad.write.Page.Note;
import chalkgrad.write.Page.Paragraph;
import chalkgrad.write.Page.Run;
import chalkgrad.write.Page.Strong;
import chalkgrad.write.Page.Table;
import chalkgrad.write.Page.Text;
import chalkgrad.write.Page.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.CustomNode;
import org.commonmark.node.Image;
import org.commonmark.node.Node;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a user writes comes out of a Markdown parser as the same text, and as nothing else. */
class HostileMarkdownTest {
    private static final Parser PARSER =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private static final String ALPHABET = " -+*_`~#>|[]()<>!&;:.=\\$\"'/@{}1a가w^\n";

    static Stream<String> texts() {
        return Hostile.TEXTS.stream();
    }

    @ParameterizedTest
    @MethodSource("texts")
    void aTextStaysItself(String text) throws TemplateFault {
        assertStaysItself(text);
    }

    @Test
    void aRandomTextStaysItself() throws TemplateFault {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder("x".repeat(random.nextInt(2)));
            for (int length = random.nextInt(14); length >= 0; length--) {
                text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
            }
            try {
                assertStaysItself(text.toString());
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ", text " + i + ": " + text, e);
            }
        }
    }

    @Test
    void emphasisIsEmphasisWhateverStandsNextToIt() throws TemplateFault {
        String[] words = {"", " ", "a", "가", ")", "(", "*", " b ", "\\", "-"};
        for (String before : words) {
            for (String strong : new String[] {"x", "(x)", "가(x)", " x ", "*x*", "\\"}) {
                for (String after : words) {
                    String source =
                            write(new Paragraph(List.of(new Text(before), new Strong(strong), new Text(after))));
                    Node paragraph = PARSER.parse(source).getLastChild();
                    List<String> found = new ArrayList<>();
                    paragraph.accept(new AbstractVisitor() {
                        @Override
                        public void visit(StrongEmphasis emphasis) {
                            found.add(words(emphasis));
                        }
                    });
                    assertThat(found).as(source).containsExactly(strong.strip());
                    assertThat(squeeze(words(paragraph))).as(source).isEqualTo(squeeze(before + strong + after));
                }
            }
        }
    }

    @Test
    void aFormulaHasItsDelimitersBehindASpaceAndNoBarInIt() throws TemplateFault {
        Run formula = new Inline(new Formula("|x|", "|x|"));

        assertThat(write(new Paragraph(List.of(new Text("값"), formula, new Text("은 ("), formula, new Text(")")))))
                .endsWith("\n\n값 $`\\vert x\\vert `$은 ($`\\vert x\\vert `$)\n");
        assertThat(write(new Paragraph(List.of(new Strong("a"), formula, formula))))
                .endsWith("**a** $`\\vert x\\vert `$ $`\\vert x\\vert `$\n");
    }

    private static void assertStaysItself(String text) throws TemplateFault {
        String expected = squeeze(PlainText.visible(text));
        List<Run> line = List.of(new Text(text));
        Page page = new Page(
                text,
                "en",
                List.of(
                        new Heading(2, line),
                        new Paragraph(line),
                        new Paragraph(List.of(
                                new Text(text.substring(0, text.length() / 2)),
                                new Text(text.substring(text.length() / 2)))),
                        new Items(List.of(line, line)),
                        new Note(Tone.WARNING, line, line),
                        new Note(Tone.REMARK, List.of(), line),
                        new Table(List.of(Align.LEFT, Align.RIGHT), List.of(line, line), List.of(List.of(line, line))),
                        new Figure(Samples.network().picture(), text),
                        new Paragraph(line)));
        String source = new TemplateWriter()
                .write(page, Formats.named("md").orElseThrow(), "a [b](c) 한글")
                .text();
        Node document = PARSER.parse(source);

        List<String> shape = new ArrayList<>();
        for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
            shape.add(node.getClass().getSimpleName());
        }
        boolean empty = expected.isEmpty();
        if (!empty) {
            assertThat(shape)
                    .as(source)
                    .containsExactly(
                            "Heading",
                            "Heading",
                            "Paragraph",
                            "Paragraph",
                            "BulletList",
                            "BlockQuote",
                            "BlockQuote",
                            "TableBlock",
                            "Paragraph",
                            "Paragraph");
            List<String> seen = new ArrayList<>();
            for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
                if (node instanceof BulletList) {
                    children(node).forEach(item -> seen.add(squeeze(words(item))));
                } else if (node instanceof BlockQuote) {
                    seen.add(squeeze(words(node)).replaceFirst("^\\[!(WARNING|NOTE)\\]", ""));
                } else if (shape.get(7).equals("TableBlock")
                        && node.getClass().getSimpleName().equals("TableBlock")) {
                    node.accept(new AbstractVisitor() {
                        @Override
                        public void visit(CustomNode custom) {
                            if (custom instanceof TableCell) {
                                seen.add(squeeze(words(custom)));
                            } else {
                                visitChildren(custom);
                            }
                        }
                    });
                } else {
                    seen.add(squeeze(words(node)));
                }
            }
            assertThat(seen.get(6)).as(source).isEqualTo(expected + expected);
            seen.remove(6);
            assertThat(seen).as(source).containsOnly(expected);
        }
        assertThat(strange(document)).as(source).isEmpty();
    }

    /** Nodes that no text may make. */
    private static List<String> strange(Node document) {
        List<String> strange = new ArrayList<>();
        walk(document, node -> {
            String kind = node.getClass().getSimpleName();
            if (List.of(
                            "Link",
                            "HtmlInline",
                            "HtmlBlock",
                            "Code",
                            "Emphasis",
                            "HardLineBreak",
                            "ThematicBreak",
                            "OrderedList",
                            "IndentedCodeBlock",
                            "FencedCodeBlock",
                            "LinkReferenceDefinition")
                    .contains(kind)) {
                strange.add(kind);
            }
            if (node instanceof Image image) {
                assertThat(image.getDestination()).isEqualTo("a%20%5Bb%5D%28c%29%20한글-1.svg");
            }
        });
        return strange;
    }

    private static void walk(Node node, java.util.function.Consumer<Node> visit) {
        visit.accept(node);
        children(node).forEach(child -> walk(child, visit));
    }

    private static Stream<Node> children(Node node) {
        return Stream.iterate(node.getFirstChild(), child -> child != null, Node::getNext);
    }

    private static String words(Node node) {
        StringBuilder words = new StringBuilder();
        walk(node, part -> {
            if (part instanceof org.commonmark.node.Text text) {
                words.append(text.getLiteral());
            } else if (part instanceof SoftLineBreak) {
                words.append(' ');
            } else if (part instanceof Code code) {
                words.append(code.getLiteral());
            }
        });
        return words.toString();
    }

    private static String squeeze(String text) {
        return text.replaceAll("\\s", "");
    }

    private static String write(Page.Element element) throws TemplateFault {
        Page page = new Page("t", "en", List.of(element));
        return new TemplateWriter()
                .write(page, Formats.named("md").orElseThrow(), "t")
                .text();
    }
}
