package chalkgrad.problem;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.ExprParser;
import chalkgrad.algebra.Symbol;
import chalkgrad.derive.Occurrence;
import chalkgrad.exam.Requirement;
import chalkgrad.exam.Requirement.Relation;
import chalkgrad.model.Catalogue;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Later;
import chalkgrad.problem.Value.Entry;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what every draw has to meet.
 *
 * <p>{@code ["abs(dE/dw1) >= 0.001", no_dead_relu, {digits: 4}]}; without {@code require} what makes a fair exam of any problem.
 */
final class RequirementReader {
    private static final BigDecimal SLOPE = new BigDecimal("0.01");
    private static final int DIGITS = 3;

    /** What has a name of its own, without a number. */
    private static final Map<String, Function<String, Requirement>> NAMED = Map.of(
            "no_dead_relu", Requirement.NoDeadRelu::new,
            "no_saturation", text -> new Requirement.NoSaturation(text, SLOPE),
            "loss_falls", Requirement.LossFalls::new,
            "distinct_answers", text -> new Requirement.DistinctAnswers(text, Optional.empty()),
            "mistakes_differ", text -> new Requirement.MistakesDiffer(text, Optional.empty()),
            "digits", text -> new Requirement.Digits(text, DIGITS));

    private static final List<String> DEFAULTS =
            List.of("no_dead_relu", "no_saturation", "distinct_answers", "mistakes_differ");

    private static final String NAME = "[\\p{L}_][\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}_]*";
    private static final String PART = NAME + "(?:\\(" + NAME + "\\))?";

    /** What may be the name of a quantity: {@code dE/dnet(h1)#2}, {@code w5+}, {@code net(h1)@2}. */
    private static final Pattern QUANTITY = Pattern.compile("(?<![\\p{L}\\p{Nd}_])" + PART + "(?:/" + PART
            + ")?(?:#[0-9]+)?(?:\\+(?=\\s*(?:[-+*/^),<>=!@≤≥≠]|$)))?(?:@[0-9]+)?");

    private static final Pattern RELATION = Pattern.compile("<=|>=|==|!=|<|>|=|≤|≥|≠");
    private static final Pattern DIGITS_TEXT =
            Pattern.compile("([0-9]{1,2})\\s+(decimals?|significant(?:\\s+digits?)?)");

    private final Problem problem;
    private final Catalogue catalogue;
    private final Findings findings;
    private int tries = ExamFormat.TRIES;

    RequirementReader(Problem problem, Findings findings) {
        this.problem = problem;
        this.catalogue = Catalogue.of(problem.task());
        this.findings = findings;
    }

    /** How many draws are tried for one student. */
    int tries() {
        return tries;
    }

    /** The requirements; those with an error are left out and reported. */
    List<Requirement> read(Mapping document) {
        var requirements = new ArrayList<Requirement>();
        if (document.get("require").isEmpty()) {
            DEFAULTS.forEach(name -> requirements.add(
                    java.util.Objects.requireNonNull(NAMED.get(name)).apply(name)));
        } else if (document.get("require").get() instanceof Sequence list) {
            for (Value item : list.items()) {
                if (item instanceof Scalar scalar) {
                    requirements.addAll(text(scalar));
                } else if (item instanceof Mapping map && map.entries().size() == 1) {
                    numbered(map.entries().get(0)).ifPresent(requirements::add);
                }
            }
        }
        return requirements;
    }

    private Optional<Requirement> numbered(Entry entry) {
        String key = entry.key().text();
        Value value = entry.value();
        if (value instanceof Value.Bad) {
            return Optional.empty();
        }
        String text = key + (value instanceof Scalar scalar ? ": " + scalar.text() : "");
        return switch (key) {
            case "tries" -> {
                tries = whole(value);
                yield Optional.empty();
            }
            case "no_saturation" -> Given.number(value).map(slope -> new Requirement.NoSaturation(text, slope));
            case "digits" -> Optional.of(new Requirement.Digits(text, whole(value)));
            case "distinct_answers" ->
                precision(value).map(found -> new Requirement.DistinctAnswers(text, Optional.of(found)));
            default ->
                Optional.of(
                        new Requirement.MistakesDiffer(text, QuestionReader.mistakes(Optional.of(value), findings)));
        };
    }

    private static int whole(Value value) {
        return value instanceof Scalar scalar ? Numbers.whole(scalar.text()).orElse(1) : 1;
    }

    private Optional<Precision> precision(Value value) {
        if (!(value instanceof Scalar scalar)) {
            return Optional.empty();
        } else if (scalar.kind() == Value.Kind.NUMBER) {
            return Optional.of(new Precision.Significant(whole(value)));
        }
        Matcher digits = DIGITS_TEXT.matcher(scalar.text().strip());
        if (digits.matches()) {
            int count = Integer.parseInt(digits.group(1));
            if (digits.group(2).startsWith("d") && count <= 30) {
                return Optional.of(new Precision.Decimals(count));
            } else if (count >= 1 && count <= 30) {
                return Optional.of(new Precision.Significant(count));
            }
        }
        findings.error(
                scalar.at(),
                "require: distinct_answers: " + Words.quoted(scalar.text())
                        + " says no digits; expected such as 6 decimals or 4 significant digits");
        return Optional.empty();
    }

    private List<Requirement> text(Scalar scalar) {
        String text = scalar.text().strip();
        Function<String, Requirement> named = NAMED.get(text);
        if (named != null) {
            return List.of(named.apply(text));
        } else if (Format.NAME.matcher(text).matches()) {
            findings.error(
                    scalar.at(),
                    "require: " + Words.quoted(text) + " is no requirement" + Nearest.hint(text, NAMED.keySet())
                            + " (expected one of "
                            + String.join(", ", NAMED.keySet().stream().sorted().toList())
                            + ", or a comparison such as abs(dE/dw1) >= 0.001)");
            return List.of();
        }
        return comparison(scalar, text);
    }

    private List<Requirement> comparison(Scalar scalar, String text) {
        var quantities = new HashMap<String, Expr>();
        String plain = withPlaceholders(text, quantities);
        var sides = new ArrayList<Expr>();
        var relations = new ArrayList<Relation>();
        Matcher relation = RELATION.matcher(plain);
        int from = 0;
        boolean more = true;
        while (more) {
            more = relation.find();
            String side = plain.substring(from, more ? relation.start() : plain.length());
            Optional<Expr> expr = side(scalar, side, quantities);
            if (expr.isEmpty()) {
                return List.of();
            }
            sides.add(expr.get());
            if (more) {
                relations.add(relation(relation.group()));
                from = relation.end();
            }
        }
        if (relations.isEmpty()) {
            findings.error(
                    scalar.at(),
                    "require: " + Words.quoted(text) + " compares nothing; expected such as abs(dE/dw1) >= 0.001");
        }
        var requirements = new ArrayList<Requirement>();
        for (int i = 0; i < relations.size(); i++) {
            requirements.add(new Requirement.Comparison(text, sides.get(i), relations.get(i), sides.get(i + 1)));
        }
        return requirements;
    }

    private static Relation relation(String sign) {
        return switch (sign) {
            case "<" -> Relation.LESS;
            case ">" -> Relation.GREATER;
            case "<=", "≤" -> Relation.AT_MOST;
            case ">=", "≥" -> Relation.AT_LEAST;
            case "!=", "≠" -> Relation.NOT_EQUAL;
            default -> Relation.EQUAL;
        };
    }

    /** Names of quantities have signs in them that an expression would take for its own. */
    private String withPlaceholders(String text, Map<String, Expr> quantities) {
        String prefix = "q";
        while (text.contains(prefix)) {
            prefix += "_";
        }
        var plain = new StringBuilder();
        Matcher name = QUANTITY.matcher(text);
        int from = 0;
        while (from <= text.length() && name.find(from)) {
            plain.append(text, from, name.start());
            int end = name.end();
            Optional<Later> found = catalogue.find(name.group());
            // The longest name may be a quotient of two shorter ones, or a call of a function.
            while (found.isEmpty() && end > name.start()) {
                end--;
                found = isWhole(text, end) ? catalogue.find(text.substring(name.start(), end)) : Optional.empty();
            }
            if (found.isPresent()) {
                Later later = found.get();
                String placeholder = prefix + quantities.size() + "_";
                quantities.put(placeholder, new Occurrence(later.of(), later.pass(), later.sample()).expr());
                plain.append(placeholder);
                from = end;
            } else {
                end = name.start();
                while (end < text.length() && Character.isUnicodeIdentifierPart(text.charAt(end))) {
                    end++;
                }
                plain.append(text, name.start(), end);
                from = end;
            }
        }
        return plain.append(text.substring(Math.min(from, text.length()))).toString();
    }

    /** Whether no name goes on here. */
    private static boolean isWhole(String text, int end) {
        return end >= text.length()
                || !(Character.isUnicodeIdentifierPart(text.charAt(end)) || text.charAt(end) == '(');
    }

    private Optional<Expr> side(Scalar scalar, String text, Map<String, Expr> quantities) {
        ExprParser.Result result = ExprParser.parse(text);
        if (result instanceof ExprParser.Result.Failed failed) {
            findings.error(
                    scalar.at(),
                    "require: " + Words.quoted(scalar.text()) + " cannot be read: found " + failed.found()
                            + "; expected " + failed.expected());
            return Optional.empty();
        }
        Expr expr = ((ExprParser.Result.Parsed) result).expr();
        Optional<String> fault = fault(expr, quantities);
        fault.ifPresent(said -> findings.error(scalar.at(), "require: " + said));
        return fault.isPresent()
                ? Optional.empty()
                : Optional.of(
                        expr.substitute(symbol -> resolved(symbol, quantities).orElse(null)));
    }

    private Optional<String> fault(Expr expr, Map<String, Expr> quantities) {
        if (expr instanceof Expr.Sym symbol
                && resolved(symbol.symbol(), quantities).isEmpty()) {
            String name = symbol.symbol().id();
            return Optional.of(Words.quoted(name) + " is nothing that is given or worked out here"
                    + Nearest.hint(name, catalogue.names()));
        } else if (expr instanceof Expr.Call call) {
            Optional<String> misuse = Written.fault(call);
            if (misuse.isPresent()) {
                return misuse;
            }
        } else if (expr instanceof Expr.MatMul || expr instanceof Expr.Transpose) {
            return Optional.of("@ and ' belong to matrices; here everything is a number");
        }
        return expr.parts().stream()
                .map(part -> fault(part, quantities))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** A quantity, a given value, or a constant. */
    private Optional<Expr> resolved(Symbol symbol, Map<String, Expr> quantities) {
        String name = symbol.id();
        Expr quantity = quantities.get(name);
        if (quantity != null) {
            return Optional.of(quantity);
        } else if (problem.task() instanceof Network network) {
            if (network.parameters().containsKey(name)) {
                return Optional.of(Occurrence.of(new Quantity.Param(name)).expr());
            } else if (name.equals("learning_rate") && network.learningRate().isPresent()) {
                return Optional.of(Occurrence.of(Quantity.RATE).expr());
            } else if (network.samples().size() == 1 && network.inputs().contains(name)) {
                return Optional.of(Occurrence.of(new Quantity.Input(name)).expr());
            }
            Optional<Quantity.Target> target = network.targets().values().stream()
                    .filter(each ->
                            each.name().equals(name) && network.samples().size() == 1)
                    .findFirst();
            if (target.isPresent()) {
                return target.map(each -> Occurrence.of(each).expr());
            }
        } else if (problem.task() instanceof Graph graph && graph.given().containsKey(name)) {
            return Optional.of(Occurrence.of(new Quantity.Node(name)).expr());
        }
        return name.equals("e") || name.equals("pi") ? Optional.of(Expr.sym(symbol)) : Optional.empty();
    }
}
