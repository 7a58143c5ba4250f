package chalkgrad.problem;

import chalkgrad.problem.Value.Bad;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Makes a {@link Value} of one document.
 *
 * <p>{@code {a: 1, a: 2}} becomes a map of one entry, and a finding at the second {@code a}.
 */
final class TreeReader {
    private static final int DEEPEST = 40;

    /** How many values a document may have once its aliases are written out. */
    private static final long MOST_VALUES = 200_000;

    private static final Map<Tag, Kind> KINDS = Map.of(
            Tag.STR, Kind.TEXT,
            Tag.INT, Kind.NUMBER,
            Tag.FLOAT, Kind.NUMBER,
            Tag.BOOL, Kind.BOOLEAN,
            Tag.NULL, Kind.NOTHING);

    /** The core schema; merge keys, which it would have the composer put into effect, are put into effect here. */
    private static final class WithoutMerge extends CoreSchema {
        private final ScalarResolver resolver = new CoreScalarResolver(false);

        @Override
        public ScalarResolver getScalarResolver() {
            return resolver;
        }
    }

    private final Chunk chunk;
    private final int[] source;
    private final Findings findings;
    private final Map<Node, Value> done = new IdentityHashMap<>();
    private long merged;
    private final Set<Node> open = Collections.newSetFromMap(new IdentityHashMap<>());

    private TreeReader(Chunk chunk, Findings findings) {
        this.chunk = chunk;
        this.source = chunk.text().codePoints().toArray();
        this.findings = findings;
    }

    /** The document's value; empty where it has none, or where it cannot be parsed, which is a finding. */
    static Optional<Value> read(Chunk chunk, Findings findings) {
        var reader = new TreeReader(chunk, findings);
        Optional<Value> value = reader.compose().map(reader::value);
        if (value.isPresent() && size(value.get(), new IdentityHashMap<>()) > MOST_VALUES) {
            findings.error(
                    value.get().at(),
                    "the document has more than " + MOST_VALUES + " values once its aliases are written out");
            return Optional.empty();
        }
        return value;
    }

    private Optional<Node> compose() {
        var settings = LoadSettings.builder()
                .setSchema(new WithoutMerge())
                .setCodePointLimit(SourceText.MOST_BYTES)
                .setMaxAliasesForCollections(SourceText.MOST_BYTES)
                .setAllowNonScalarKeys(true)
                .build();
        try {
            var parser = new ParserImpl(settings, new StreamReader(settings, chunk.text()));
            return new Composer(settings, new LimitedParser(parser, DEEPEST)).getSingleNode();
        } catch (LimitedParser.Refused e) {
            findings.error(place(e.mark()), String.valueOf(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            findings.error(place(cause(e)), explain(e));
        } catch (YamlVersionException e) {
            findings.error(place(Optional.empty()), "%YAML: expected version 1.2");
        } catch (RuntimeException e) {
            // A parser that is fed hostile text may fail in ways that it does not declare.
            findings.error(place(Optional.empty()), "not valid YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    /** Where the parser stumbled; where it ran out of text, the opening bracket or quotation mark. */
    private Optional<Mark> cause(MarkedYamlEngineException e) {
        boolean atEnd = e.getProblemMark()
                .filter(mark -> mark.getIndex() < source.length)
                .isEmpty();
        return atEnd && e.getContextMark().isPresent() ? e.getContextMark() : e.getProblemMark();
    }

    private static String explain(MarkedYamlEngineException e) {
        String problem = String.valueOf(e.getProblem());
        if (problem.contains("(TAB)")) {
            return "a tab cannot indent a line in YAML; use blanks";
        }
        boolean flow = problem.startsWith("expected ',' or");
        String context = e.getContext() == null || e.getContext().isBlank() ? "" : e.getContext() + ", ";
        return "not valid YAML: " + context + problem
                + (flow ? "; a text with a colon, a comma or a bracket needs quotes" : "");
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(m.getLine() + chunk.firstLine(), m.getColumn() + 1))
                .orElse(new Place(chunk.firstLine(), 1));
    }

    private Value value(Node node) {
        Value known = done.get(node);
        if (known != null) {
            return known;
        }
        Place at = place(node.getStartMark());
        if (!open.add(node)) {
            findings.error(at, "an anchor cannot contain its own alias");
            return new Bad(at);
        }
        Value value = convert(node, at);
        open.remove(node);
        done.put(node, value);
        return value;
    }

    private Value convert(Node node, Place at) {
        if (node instanceof ScalarNode scalar && KINDS.containsKey(scalar.getTag())) {
            return scalar(scalar, at);
        } else if (node instanceof SequenceNode sequence && sequence.getTag().equals(Tag.SEQ)) {
            return sequence(sequence, at);
        } else if (node instanceof MappingNode mapping && mapping.getTag().equals(Tag.MAP)) {
            return mapping(mapping, at);
        }
        findings.error(at, "the tag " + Words.shortened(node.getTag().getValue()) + " has no meaning here");
        return new Bad(at);
    }

    private Scalar scalar(ScalarNode node, Place at) {
        int quotes =
                node.getScalarStyle() == ScalarStyle.SINGLE_QUOTED || node.getScalarStyle() == ScalarStyle.DOUBLE_QUOTED
                        ? 1
                        : 0;
        int[] text = node.getValue().codePoints().toArray();
        int from = node.getStartMark().map(Mark::getIndex).orElse(0) + quotes;
        boolean literal = from + text.length <= source.length
                && Arrays.equals(source, from, from + text.length, text, 0, text.length);
        Kind kind = java.util.Objects.requireNonNull(KINDS.get(node.getTag()));
        return new Scalar(at, kind, node.getValue(), new Value.Source(quotes, literal));
    }

    private Sequence sequence(SequenceNode node, Place at) {
        List<Node> nodes = node.getValue();
        var items = new ArrayList<Value>();
        for (int i = 0; i < nodes.size(); i++) {
            Optional<SplitExpression> split = node.getFlowStyle() == FlowStyle.FLOW
                    ? SplitExpression.of(nodes.get(i), nodes.subList(i + 1, nodes.size()))
                    : Optional.empty();
            items.add(split.isPresent() ? bad(nodes.get(i), split.get()) : value(nodes.get(i)));
            i += split.map(SplitExpression::more).orElse(0);
        }
        return new Sequence(at, items);
    }

    private Bad bad(Node first, SplitExpression split) {
        Place at = place(first.getStartMark());
        findings.error(at, split.message());
        return new Bad(at);
    }

    /** An expression that begins as the value of an entry, and goes on as keys without values. */
    private static Optional<SplitExpression> split(MappingNode node, int entry) {
        List<NodeTuple> tuples = node.getValue();
        if (node.getFlowStyle() != FlowStyle.FLOW
                || !SplitExpression.begins(tuples.get(entry).getValueNode())) {
            return Optional.empty();
        }
        List<Node> keys = tuples.subList(entry + 1, tuples.size()).stream()
                .takeWhile(tuple -> tuple.getValueNode().getTag().equals(Tag.NULL))
                .limit(SplitExpression.MOST)
                .map(NodeTuple::getKeyNode)
                .toList();
        return SplitExpression.of(tuples.get(entry).getValueNode(), keys);
    }

    private Mapping mapping(MappingNode node, Place at) {
        var merged = new LinkedHashMap<String, Entry>();
        var own = new LinkedHashMap<String, Entry>();
        for (int i = 0; i < node.getValue().size(); i++) {
            NodeTuple tuple = node.getValue().get(i);
            Optional<SplitExpression> split = split(node, i);
            Value value = split.isPresent() ? bad(tuple.getValueNode(), split.get()) : value(tuple.getValueNode());
            i += split.map(SplitExpression::more).orElse(0);
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.isPlain()
                    && scalar.getValue().equals("<<")) {
                merge(value, merged);
                continue;
            }
            if (!(value(tuple.getKeyNode()) instanceof Scalar key)) {
                findings.error(place(tuple.getKeyNode().getStartMark()), "a key has to be a single word or text");
                continue;
            }
            Entry first = own.putIfAbsent(key.text(), new Entry(key, value));
            if (first != null) {
                findings.error(
                        key.at(),
                        String.format(
                                "duplicate key %s; it is already given in line %d",
                                Words.quoted(key.text()), first.key().at().line()));
            }
        }
        own.keySet().forEach(merged::remove);
        var entries = new ArrayList<>(merged.values());
        entries.addAll(own.values());
        return new Mapping(at, entries);
    }

    private void merge(Value value, Map<String, Entry> into) {
        for (Value from : value instanceof Sequence sequence ? sequence.items() : List.of(value)) {
            if (!(from instanceof Mapping mapping)) {
                if (!(from instanceof Bad)) {
                    findings.error(from.at(), "<<: expected a map, or a list of maps; found " + from.found());
                }
                continue;
            }
            boolean tooMany = merged > MOST_VALUES;
            merged += mapping.entries().size();
            if (merged > MOST_VALUES) {
                if (!tooMany) {
                    findings.error(from.at(), "<<: more than " + MOST_VALUES + " values are merged");
                }
                return;
            }
            mapping.entries().forEach(entry -> into.putIfAbsent(entry.key().text(), entry));
        }
    }

    private static long size(Value value, Map<Value, Long> known) {
        Long size = known.get(value);
        if (size == null) {
            long sum = 1;
            if (value instanceof Sequence sequence) {
                for (Value item : sequence.items()) {
                    sum = Math.min(MOST_VALUES + 1, sum + size(item, known));
                }
            } else if (value instanceof Mapping mapping) {
                for (Entry entry : mapping.entries()) {
                    sum = Math.min(MOST_VALUES + 1, sum + size(entry.value(), known));
                }
            }
            size = sum;
            known.put(value, size);
        }
        return size;
    }
}
