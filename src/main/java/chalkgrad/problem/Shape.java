package chalkgrad.problem;

import chalkgrad.problem.Type.AnyOf;
import chalkgrad.problem.Type.Choice;
import chalkgrad.problem.Type.Key;
import chalkgrad.problem.Type.ListOf;
import chalkgrad.problem.Type.MapOf;
import chalkgrad.problem.Type.Name;
import chalkgrad.problem.Type.Num;
import chalkgrad.problem.Type.Rec;
import chalkgrad.problem.Type.Whole;
import chalkgrad.problem.Value.Bad;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Kind;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Holds a value against its {@link Type}.
 *
 * <p>Of {@code {steps: many, stepz: 1}} it leaves {@code {steps: bad}}, and two findings.
 */
final class Shape {
    private final Findings findings;

    Shape(Findings findings) {
        this.findings = findings;
    }

    /**
     * The value without what does not belong there: whatever is left has the right type or is {@link Bad}.
     *
     * @param label what findings call the value: the key, and where in its value
     */
    Value clean(Value value, Type type, String label) {
        if (value instanceof Bad) {
            return value;
        } else if (type instanceof AnyOf any) {
            Optional<Type> fitting =
                    any.types().stream().filter(each -> each.fits(value)).findFirst();
            return fitting.isPresent() ? clean(value, fitting.get(), label) : wrongType(value, type, label);
        } else if (!type.fits(value)) {
            return wrongType(value, type, label);
        } else if (value instanceof Sequence sequence && type instanceof ListOf list) {
            return cleanList(sequence, list, label);
        } else if (value instanceof Mapping mapping && type instanceof MapOf map) {
            return cleanMap(mapping, map, label);
        } else if (value instanceof Mapping mapping && type instanceof Rec rec) {
            return cleanRecord(mapping, rec, label);
        } else if (value instanceof Scalar scalar) {
            Optional<String> fault = fault(scalar, type);
            fault.ifPresent(text -> findings.error(scalar.at(), labelled(label, text)));
            return fault.isPresent() ? new Bad(scalar.at()) : scalar;
        }
        throw new AssertionError(type);
    }

    private static Optional<String> fault(Scalar scalar, Type type) {
        String text = scalar.text();
        if (type instanceof Num) {
            return Numbers.fault(text);
        } else if (type instanceof Whole whole) {
            return Numbers.whole(text)
                            .filter(number -> number >= whole.least() && number <= whole.most())
                            .isPresent()
                    ? Optional.empty()
                    : Optional.of(mismatch(scalar, type));
        } else if (type instanceof Choice choice) {
            return choice.values().contains(text)
                    ? Optional.empty()
                    : Optional.of(mismatch(scalar, type) + Nearest.hint(text, choice.values()));
        } else if (type instanceof Name) {
            return nameFault(text);
        } else if (text.isBlank()) {
            return Optional.of("expected " + type.expected() + "; found an empty text");
        }
        return Optional.empty();
    }

    private static Optional<String> nameFault(String text) {
        return Format.NAME.matcher(text).matches()
                ? Optional.empty()
                : Optional.of(Words.quoted(text)
                        + " is not a name; a name has letters, digits and underscores and does not begin with a digit");
    }

    private Value wrongType(Value value, Type type, String label) {
        String hint = "";
        if (value instanceof Scalar scalar && scalar.kind() == Kind.TEXT && type.fits(asNumber(scalar))) {
            hint = numberHint(scalar.text());
        } else if (value instanceof Scalar scalar && scalar.kind() != Kind.NOTHING && type.fits(asText(scalar))) {
            hint = "; put it in quotes if it is meant as text";
        }
        findings.error(value.at(), labelled(label, mismatch(value, type) + hint));
        return new Bad(value.at());
    }

    /** What a text lacks to be a number. */
    private static String numberHint(String text) {
        if (Numbers.looksLikeNumber(text)) {
            return "; leave out the quotes";
        } else if (Numbers.looksLikeNumber(text.replace(',', '.'))) {
            return "; decimals are written with a point";
        }
        return Numbers.looksLikeNumber(text.replaceAll("[_, ]", "")) ? "; digits stand together, without _ or ," : "";
    }

    private static Scalar asNumber(Scalar scalar) {
        return new Scalar(scalar.at(), Kind.NUMBER, scalar.text(), scalar.source());
    }

    private static Scalar asText(Scalar scalar) {
        return new Scalar(scalar.at(), Kind.TEXT, scalar.text(), scalar.source());
    }

    private Value cleanList(Sequence sequence, ListOf type, String label) {
        int size = sequence.items().size();
        if (size < type.least() || size > type.most()) {
            String found = size == 0
                    ? "the list is empty; expected at least one " + type.item()
                    : "the list has " + Words.count(size, type.item()) + "; expected at most " + type.most();
            findings.error(sequence.at(), labelled(label, found));
            return new Bad(sequence.at());
        }
        var items = new ArrayList<Value>();
        for (Value item : sequence.items()) {
            items.add(clean(item, type.type(), label + ": " + type.item() + " " + (items.size() + 1)));
        }
        return new Sequence(sequence.at(), items);
    }

    private Value cleanMap(Mapping mapping, MapOf type, String label) {
        int size = mapping.entries().size();
        if (size < type.least() || size > type.most()) {
            String limit = size > type.most() && type.most() > 1 ? " of at most " + type.most() : "";
            String found = size == 0 ? "an empty map" : Words.count(size, "name");
            findings.error(mapping.at(), labelled(label, "expected " + type.expected() + limit + "; found " + found));
            return new Bad(mapping.at());
        }
        var entries = new ArrayList<Entry>();
        for (Entry entry : mapping.entries()) {
            Optional<String> fault = keyFault(entry.key());
            fault.ifPresent(text -> findings.error(entry.key().at(), labelled(label, text)));
            Value value = clean(
                    entry.value(),
                    type.value(),
                    label + ": " + Words.shortened(entry.key().text()));
            if (fault.isEmpty()) {
                entries.add(new Entry(entry.key(), value));
            }
        }
        return new Mapping(mapping.at(), entries);
    }

    private static Optional<String> keyFault(Scalar key) {
        return key.kind() == Kind.TEXT || key.kind() == Kind.NUMBER
                ? nameFault(key.text())
                : Optional.of("expected a name; found " + key.found()
                        + (key.kind() == Kind.BOOLEAN ? "; put it in quotes" : ""));
    }

    private Value cleanRecord(Mapping mapping, Rec type, String label) {
        var entries = new ArrayList<Entry>();
        for (Entry entry : mapping.entries()) {
            String name = entry.key().text();
            Optional<Type> known = type.key(name).map(Key::type).or(type::others);
            if (known.isPresent()) {
                entries.add(new Entry(entry.key(), clean(entry.value(), known.get(), name)));
            } else {
                List<String> names = type.keys().stream().map(Key::name).toList();
                findings.error(
                        entry.key().at(),
                        () -> "unknown key " + Words.quoted(name) + Nearest.hint(name, names) + " (valid keys: "
                                + String.join(", ", names) + ")");
            }
        }
        checkWays(mapping, type, label);
        type.keys().stream()
                .filter(key -> key.required() && !mapping.has(key.name()))
                .forEach(key -> missing(mapping, key, label));
        return new Mapping(mapping.at(), entries);
    }

    private void checkWays(Mapping mapping, Rec type, String label) {
        if (type.ways().isEmpty()) {
            return;
        }
        List<List<String>> used = type.ways().stream()
                .filter(way -> way.stream().anyMatch(mapping::has))
                .toList();
        if (used.isEmpty()) {
            String ways = String.join(
                    ", or ",
                    type.ways().stream().map(way -> String.join(" and ", way)).toList());
            findings.error(mapping.at(), labelled(label, "expected " + ways + "; found neither"));
        } else if (used.size() > 1) {
            String first = used.get(0).stream().filter(mapping::has).findFirst().orElseThrow();
            for (List<String> way : used.subList(1, used.size())) {
                Entry second = way.stream()
                        .flatMap(key -> mapping.entry(key).stream())
                        .findFirst()
                        .orElseThrow();
                findings.error(
                        second.key().at(),
                        second.key().text() + ": cannot stand beside " + first + "; give one or the other");
            }
        } else {
            used.get(0).stream()
                    .filter(key -> !mapping.has(key))
                    .forEach(key -> missing(mapping, type.key(key).orElseThrow(), label));
        }
    }

    private void missing(Mapping mapping, Key key, String label) {
        findings.error(
                mapping.at(), labelled(label, "missing key " + Words.quoted(key.name()) + " (" + key.doc() + ")"));
    }

    private static String mismatch(Value value, Type type) {
        return "expected " + type.expected() + "; found " + value.found();
    }

    private static String labelled(String label, String message) {
        return label.isEmpty() ? message : label + ": " + message;
    }
}
