package chalkgrad.problem;

import chalkgrad.exam.Question;
import chalkgrad.exam.Question.Kind;
import chalkgrad.exam.Variation;
import chalkgrad.exam.Vary;
import chalkgrad.mistake.Mistakes;
import chalkgrad.model.Catalogue;
import chalkgrad.model.Graph;
import chalkgrad.model.Network;
import chalkgrad.model.Problem;
import chalkgrad.model.Problem.Precision;
import chalkgrad.model.Quantity.Later;
import chalkgrad.problem.Value.Mapping;
import chalkgrad.problem.Value.Scalar;
import chalkgrad.problem.Value.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what is asked.
 *
 * <p>{@code [{number: dE/dw5, points: 3}]}; without {@code questions} the value of each quantity that is asked for, a point each.
 */
final class QuestionReader {
    /** So many parameters are asked for where the file says nothing at all. */
    private static final int FEW = 4;

    private final Problem problem;
    private final Findings findings;
    private final List<Catalogue> catalogues;

    /** What is asked has to be there where as few units as can be are drawn, too. */
    QuestionReader(Problem problem, List<Variation> variations, Findings findings) {
        this.problem = problem;
        this.findings = findings;
        this.catalogues =
                List.of(Catalogue.of(problem.task()), Catalogue.of(Vary.smallest(problem.task(), variations)));
    }

    /** The questions; those with an error are left out and reported. */
    List<Question> read(Mapping document) {
        var questions = new ArrayList<Question>();
        if (document.get("questions").orElse(document) instanceof Sequence list) {
            for (Value item : list.items()) {
                if (item instanceof Mapping map) {
                    question(map).ifPresent(questions::add);
                }
            }
            return questions;
        }
        for (String name : asked()) {
            catalogues
                    .get(1)
                    .find(name)
                    .ifPresent(found -> questions.add(new Question(
                            new Question.Number(found), BigDecimal.ONE, problem.precision(), Optional.empty())));
        }
        return questions;
    }

    private List<String> asked() {
        if (problem.task() instanceof Network network) {
            return network
                    .asked()
                    .orElseGet(() ->
                            network.parameters().keySet().stream().limit(FEW).toList())
                    .stream()
                    .map(name -> "dE/d" + name)
                    .toList();
        }
        Graph graph = (Graph) problem.task();
        return graph.asked().orElse(graph.wrt()).stream()
                .map(name -> "d" + graph.output() + "/d" + name)
                .toList();
    }

    private Optional<Question> question(Mapping map) {
        Optional<Kind> kind = kind(map);
        BigDecimal points = map.get("points").flatMap(Given::number).orElse(BigDecimal.ONE);
        Optional<BigDecimal> tolerance = map.get("tolerance").flatMap(Given::number);
        if (points.signum() <= 0) {
            findings.error(at(map, "points"), "questions: points: expected a positive number; found " + points);
        } else if (tolerance.filter(size -> size.signum() < 0).isPresent()) {
            findings.error(at(map, "tolerance"), "questions: tolerance: expected a positive number, or zero");
        } else if (map.has("decimals") && map.has("significant")) {
            findings.error(
                    at(map, "significant"),
                    "questions: significant: cannot stand beside decimals; give one or the other");
        }
        only(map, "of", "layer");
        only(map, "options", "choice");
        only(map, "mistakes", "mistake");
        return kind.map(known -> new Question(known, points, precision(map), tolerance));
    }

    private void only(Mapping map, String key, String kind) {
        if (map.has(key) && !map.has(kind)) {
            findings.error(
                    at(map, key), "questions: " + key + ": belongs to a question of the kind " + Words.quoted(kind));
        }
    }

    private static Place at(Mapping map, String key) {
        return map.entry(key).map(entry -> entry.key().at()).orElse(map.at());
    }

    private Precision precision(Mapping map) {
        return LooksReader.whole(map, "decimals")
                .<Precision>map(Precision.Decimals::new)
                .or(() -> LooksReader.whole(map, "significant").map(Precision.Significant::new))
                .orElse(problem.precision());
    }

    private Optional<Kind> kind(Mapping map) {
        if (map.has("layer")) {
            return layer(map);
        }
        return of(map, "number", Question.Number::new)
                .or(() -> of(map, "formula", Question.Formula::new))
                .or(() -> of(map, "blanks", Question.Blanks::new))
                .or(() -> of(
                        map,
                        "choice",
                        found -> new Question.Choice(
                                found, LooksReader.whole(map, "options").orElse(ExamFormat.OPTIONS))))
                .or(() -> of(
                        map, "mistake", found -> new Question.Mistake(found, mistakes(map.get("mistakes"), findings))))
                .or(() -> of(map, "order", Question.Order::new));
    }

    private Optional<Kind> of(Mapping map, String key, Function<Later, Kind> make) {
        if (!(map.get(key).orElse(map) instanceof Scalar scalar)) {
            return Optional.empty();
        }
        String name = scalar.text().strip();
        Optional<Later> found = catalogues.get(0).find(name);
        if (found.isEmpty()) {
            findings.error(
                    scalar.at(),
                    () -> "questions: " + key + ": " + Words.quoted(name) + " is nothing that is worked out here"
                            + Nearest.hint(name, catalogues.get(0).names()) + " (expected one of "
                            + Words.list(catalogues.get(0).names()) + ")");
        } else if (catalogues.get(1).find(name).isEmpty()) {
            findings.error(
                    scalar.at(),
                    "questions: " + key + ": " + Words.quoted(name)
                            + " is not there where the fewest units are drawn; ask for something that every draw has");
        }
        return found.map(make);
    }

    private Optional<Kind> layer(Mapping map) {
        Optional<Integer> number = LooksReader.whole(map, "layer");
        if (!(problem.task() instanceof Network network)) {
            findings.error(at(map, "layer"), "questions: layer: a graph has no layers; ask for its nodes one by one");
            return Optional.empty();
        } else if (number.isPresent() && number.get() > network.layers().size()) {
            findings.error(
                    at(map, "layer"),
                    "questions: layer: there are "
                            + Words.count(network.layers().size(), "layer") + "; found " + number.get());
            return Optional.empty();
        }
        Question.Part part = LooksReader.constant(map, "of", Question.Part.OUT);
        if (part == Question.Part.UPDATED && network.learningRate().isEmpty()) {
            findings.error(at(map, "of"), "questions: of: nothing is updated without a learning_rate");
            return Optional.empty();
        }
        return number.map(layer -> new Question.Layer(layer, part));
    }

    /** Names of mistakes; empty where there is no list. */
    static Optional<List<String>> mistakes(Optional<Value> value, Findings findings) {
        if (value.isEmpty() || !(value.get() instanceof Sequence list)) {
            return Optional.empty();
        }
        List<String> known = Mistakes.ALL.stream().map(mistake -> mistake.id()).toList();
        var ids = new ArrayList<String>();
        for (Value item : list.items()) {
            if (item instanceof Scalar scalar) {
                String id = scalar.text().strip().toLowerCase(Locale.ROOT);
                if (known.contains(id)) {
                    ids.add(id);
                } else {
                    findings.error(
                            scalar.at(),
                            "mistakes: there is no mistake called " + Words.quoted(id) + Nearest.hint(id, known)
                                    + " (expected some of " + String.join(", ", known) + ")");
                }
            }
        }
        return Optional.of(ids);
    }
}
