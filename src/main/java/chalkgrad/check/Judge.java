package chalkgrad.check;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.Symbol;
import chalkgrad.check.Marking.Diagnosis;
import chalkgrad.check.Readings.Place;
import chalkgrad.check.Readings.Reading;
import chalkgrad.derive.GraphDerivation;
import chalkgrad.derive.NetworkDerivation;
import chalkgrad.derive.Occurrence;
import chalkgrad.model.Quantity;
import chalkgrad.model.Quantity.Partial;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import chalkgrad.work.Work.Topic;
import chalkgrad.work.WrittenName;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Judges one chain after the other, with what the writer has on paper from the chains before.
 *
 * <p>{@code dE/dw5 = 0.2094 * 0.238 * 0.52 = 0.0259} is judged side by side against the derivative by w5.
 *
 * <p>A chain is wrong only where it is under every reading that somebody would have; the first that makes it right is taken.
 */
final class Judge {
    /** What a reading may cost more than the likeliest that makes sense of a line, to be counted as another one. */
    private static final int NEARLY = 6;

    /** What reading a side in one way, and judging it, costs in evaluations. */
    private static final int READING = 20;

    private static final int JUDGING = 200;

    /** Mistakes in the form of a calculation, which are there whatever number stands behind it. */
    private static final Set<String> FORMULA = Set.of("sign-in-formula", "wrong-operator", "divided");

    private final ReferenceSolution ground;
    private final StudentState paper;
    private final Readings readings;
    private final Conventions conventions;
    private final RandomInstances worlds;
    private final SideJudge sides;
    private final Effort effort;

    /** The pass that the writer is in. */
    private int pass;

    /** How many updates the problem asks for. */
    private final int steps;

    private final Supplier<GeneralFormulas> laws;

    /** The sample that the writer is at. */
    private int sample;

    /** What the problem has no name for, and the writer is about. */
    private final Map<List<Object>, Occurrence> own = new HashMap<>();

    /** Calculations whose result has not been written yet: it comes on a line of its own. */
    private final Map<Occurrence, Judged> calculated = new HashMap<>();

    Judge(
            ReferenceSolution ground,
            Readings readings,
            Conventions conventions,
            RandomInstances worlds,
            Equality equality,
            Slips slips,
            Supplier<GeneralFormulas> laws,
            Effort effort) {
        this.ground = ground;
        this.laws = laws;
        this.readings = readings;
        this.conventions = conventions;
        this.worlds = worlds;
        this.paper = new StudentState(ground);
        this.effort = effort;
        this.sides = new SideJudge(ground, paper, worlds, equality, slips, effort);
        this.steps = ground.unrolled().steps();
        this.sample = ground.unrolled().samples() > 1 ? 1 : 0;
    }

    /**
     * A chain read in one way.
     *
     * @param cell what it is about; of arrays, the first entry that is not right
     * @param isAbout whether it is known what it is about
     */
    private record Attempt(
            Reading reading,
            Optional<Occurrence> cell,
            List<Occurrence> cells,
            List<Judged> sides,
            List<Runnable> effects,
            boolean isAbout) {
        Verdict verdict() {
            return sides.stream().map(Judged::verdict).reduce(Verdict.RIGHT, Verdict::and);
        }

        boolean isGood() {
            return verdict().compareTo(Verdict.FOLLOWS) <= 0;
        }

        /** The same, said of all that a formula stands for, so that no single quantity is its own. */
        Attempt inGeneral() {
            return new Attempt(reading, Optional.empty(), cells, sides, List.of(), isAbout);
        }

        /** The same of a chain with a head that says nothing. */
        Attempt behindHead() {
            return new Attempt(reading.behindHead(), cell, cells, sides, effects, isAbout);
        }

        Attempt with(List<Runnable> others) {
            return with(sides, others);
        }

        Attempt with(List<Judged> said, List<Runnable> others) {
            return new Attempt(reading, cell, cells, said, others, isAbout);
        }

        int good() {
            return (int) sides.stream().filter(Judged::isGood).count();
        }
    }

    /** Judges a chain: a line for each line of the text that it stands on. */
    List<Marking.Line> chain(Chain chain) {
        Attempt found = general(chain).orElseGet(() -> best(chain));
        boolean holds = found.verdict() == Verdict.UNDECIDED && laws.get().hold(chain, conventions, effort);
        Attempt best = holds ? inGeneral(found) : found;
        miscalculated(best)
                .filter(now -> !now.mistakes().isEmpty())
                .or(() -> result(best))
                .ifPresent(miscalculated::add);
        best.effects().forEach(Runnable::run);
        for (Judged side : best.sides()) {
            side.reading().flatMap(Readings::number).ifPresent(number -> {
                if (side.verdict() == Verdict.UNDECIDED && significant(side) > 1) {
                    doubtful.add(number);
                } else if (side.isGood() && best.cell().isEmpty() && isPrecise(side)) {
                    ofSomething.add(number);
                }
            });
        }
        best.cell().ifPresent(cell -> moveTo(cell, best.reading().place()));
        if (best.reading().misshapen()) {
            paper.cloud(best.cells());
        }
        return lines(chain, best);
    }

    /** What holds of any neuron or layer, be it known or not which one is meant. */
    private static Attempt inGeneral(Attempt attempt) {
        return attempt.inGeneral()
                .with(
                        attempt.sides().stream()
                                .map(side -> side.as(Verdict.RIGHT, List.of(Remark.of(Wording.IN_GENERAL))))
                                .toList(),
                        List.of());
    }

    /** Whether a chain is right here, read in some way. */
    boolean holds(Chain chain) {
        Attempt attempt = general(chain).orElseGet(() -> best(chain));
        return attempt.isGood() && attempt.isAbout();
    }

    private void moveTo(Occurrence cell, Place place) {
        if (cell.quantity() instanceof Quantity.Own) {
            return;
        }
        boolean loss = cell.quantity().equals(Quantity.LOSS);
        if (!loss) {
            pass = place.pass();
        }
        if (cell.sample() > 0) {
            sample = cell.sample();
        }
    }

    /** A formula with letters for indices; empty where it is none, or nobody can tell what it stands for. */
    private Optional<Attempt> general(Chain chain) {
        if (hasDecimals(chain)) {
            return Optional.empty();
        }
        Predicate<Symbol> known = known();
        Optional<Attempt> numbered = general(IndexLetters.equations(chain, known));
        if (numbered.filter(Attempt::isGood).isPresent()
                || !(ground.unrolled().derivation() instanceof NetworkDerivation derivation)) {
            return numbered;
        }
        // Where names are known beyond the last term, a sum may end with a layer.
        Stream<List<List<Chain>>> shorter = IndexLetters.hasOpenSum(chain)
                ? IndexLetters.lengths(derivation.network()).stream()
                        .map(size -> IndexLetters.equations(chain, size, known))
                : Stream.empty();
        Stream<List<List<Chain>>> named = Stream.of(true, false)
                .map(toFirst -> IndexLetters.equations(chain, derivation.network(), toFirst, known));
        return Stream.concat(shorter, named)
                .flatMap(equations -> general(equations).filter(Attempt::isGood).stream())
                .findFirst()
                .or(() -> numbered);
    }

    private Optional<Attempt> general(List<List<Chain>> equations) {
        var right = new ArrayList<Attempt>();
        var wrong = new ArrayList<Attempt>();
        for (List<Chain> ways : equations) {
            List<Attempt> attempts = ways.stream().map(this::best).toList();
            Optional<Attempt> good = attempts.stream().filter(Attempt::isGood).findFirst();
            if (good.isPresent() && ways.size() > 1) {
                // Which number a letter has that stands on the right alone nobody says.
                return Optional.empty();
            } else if (good.isPresent()) {
                right.add(good.get());
            } else if (attempts.size() == 1 && isExplained(attempts.get(0))) {
                wrong.add(attempts.get(0));
            } else if (right.isEmpty()) {
                return Optional.empty();
            }
        }
        // An index that is out of its range in one name may mean something else by chance.
        return right.size() > wrong.size()
                ? Optional.of(right.get(0).inGeneral())
                : right.isEmpty() && !wrong.isEmpty() ? Optional.of(wrong.get(0).inGeneral()) : Optional.empty();
    }

    /** Whether an attempt is wrong, and a mistake that people make explains it. */
    private static boolean isExplained(Attempt attempt) {
        return attempt.verdict() == Verdict.WRONG
                && attempt.sides().stream().anyMatch(side -> !side.mistakes().isEmpty());
    }

    private Predicate<Symbol> known() {
        var known = new HashMap<Symbol, Boolean>();
        return symbol -> known.computeIfAbsent(symbol, s -> readings.isKnown(s, new Place(pass, sample)));
    }

    /** A chain read in its best way; the head of a row is left out where only then it makes sense. */
    private Attempt best(Chain chain) {
        Attempt best = bestAsItStands(chain);
        if (chain.headed() && chain.sides().size() > 2 && !best.isGood()) {
            List<Side> others = chain.sides().subList(1, chain.sides().size());
            Attempt without = bestAsItStands(new Chain(others, chain.context(), chain.about(), Topic.WRITTEN));
            return without.isGood() ? without.behindHead() : best;
        }
        return best.isGood() ? best : equals(chain).orElse(best);
    }

    /** Things of which a chain says that they have the same value, {@code O_3 = O_4 = 0.71}: each is judged by the number; empty where not all are right. */
    private Optional<Attempt> equals(Chain chain) {
        List<Side> sides = chain.sides();
        int last = sides.size() - 1;
        boolean names = last > 1 && sides.subList(0, last).stream().allMatch(side -> isName(side.expr()));
        if (!names || Readings.number(sides.get(last).expr()).isEmpty()) {
            return Optional.empty();
        }
        var effects = new ArrayList<Runnable>();
        var read = new ArrayList<Optional<Grid>>();
        Optional<Attempt> said = Optional.empty();
        for (Side side : sides.subList(0, last)) {
            Attempt one = bestAsItStands(
                    new Chain(List.of(side, sides.get(last)), chain.context(), chain.about(), chain.topic()));
            if (!one.isGood() || !one.isAbout()) {
                return Optional.empty();
            }
            said = Optional.of(one);
            read.add(one.reading().sides().get(0));
            effects.addAll(one.effects());
        }
        return said.map(one -> {
            read.add(one.reading().sides().get(1));
            return new Attempt(
                    one.reading().saying(read), one.cell(), one.cells(), one.sides(), effects, one.isAbout());
        });
    }

    private Attempt bestAsItStands(Chain chain) {
        var attempts = new ArrayList<Attempt>();
        var judged = new HashSet<List<Object>>();
        for (Place place : places(chain)) {
            for (Reading reading : readings.of(chain, place, conventions)) {
                // What reads the same under other conventions is judged once, under the likeliest.
                if (!judged.add(List.of(reading.place(), reading.sides(), reading.isUpdate(), reading.isPlausible()))) {
                    continue;
                }
                boolean plausible = reading.isPlausible();
                if (!plausible && !attempts.isEmpty()) {
                    continue;
                }
                Attempt attempt = judged(chain, reading, false);
                if (attempt.cell().filter(cell -> !isThere(cell, place)).isPresent() && !attempts.isEmpty()) {
                    continue;
                }
                attempts.add(attempt);
                if (attempt.isGood()) {
                    return settled(chain, attempt, attempts);
                }
            }
        }
        Attempt most = attempts.get(0);
        for (Attempt attempt : attempts) {
            boolean better = attempt.good() > most.good()
                    || attempt.good() == most.good()
                            && attempt.isAbout()
                            && !most.isAbout()
                            && most.verdict() == Verdict.UNDECIDED;
            most = better ? attempt : most;
        }
        return settled(chain, most, attempts);
    }

    /** What is said in the end: the attempt with its mistakes named, or nothing decided where readings disagree. */
    private Attempt settled(Chain chain, Attempt attempt, List<Attempt> all) {
        if (attempt.isGood()) {
            boolean sure = attempt.sides().stream().noneMatch(Judged::isLoose);
            return openConvention(chain, sure ? attempt : judged(chain, attempt.reading(), true));
        }
        if (attempt.verdict() != Verdict.WRONG) {
            return attempt;
        }
        Optional<Attempt> open = all.stream()
                .filter(other -> other.isAbout() && other.verdict() == Verdict.UNDECIDED)
                .filter(Judge::hasTooFewDigits)
                .filter(other -> other.reading().isPlausible() && other.good() >= attempt.good())
                .filter(other -> other.reading().cost() <= attempt.reading().cost() + Names.USUAL + 1)
                .findFirst();
        if (open.isPresent()) {
            return open.get();
        }
        if (isShape(attempt)) {
            return undecided(attempt, Remark.of("check.shape"));
        }
        Optional<String> foreign = foreignFunction(chain);
        if (foreign.isPresent()) {
            return undecided(attempt, Remark.of("check.function.foreign", Remark.words(foreign.get())));
        }
        var meanings = new LinkedHashSet<Occurrence>();
        Place place = attempt.reading().place();
        all.stream()
                .filter(other -> other.reading().place().pass() == place.pass())
                .filter(other -> other.good() >= attempt.good())
                .forEach(other -> other.cell().ifPresent(meanings::add));
        boolean known = attempt.reading().far() <= Names.USUAL + 1
                || conventions.areClear(attempt.reading().conventions())
                        && !attempt.reading().conventions().isEmpty();
        if (meanings.size() > 1 && !known) {
            return undecided(
                    attempt,
                    Remark.of(
                            "check.quantity.ambiguous",
                            Remark.words(chain.sides().get(0).text()),
                            Remark.maths(new Expr.Matrix(List.of(
                                    meanings.stream().map(Occurrence::expr).toList())))));
        }
        Attempt said = openConvention(chain, judged(chain, attempt.reading(), true));
        if (said.verdict() != Verdict.WRONG) {
            return said;
        }
        Judged first = said.sides().stream()
                .filter(side -> side.verdict() == Verdict.WRONG)
                .findFirst()
                .orElseThrow();
        Optional<String> next = nextTo(said, first);
        if (next.isPresent()) {
            return offByOne(said, first, next.get());
        } else if (isInItself(said)) {
            return repeated(said).orElse(said);
        } else if (said.cells().stream().anyMatch(paper::isClouded)
                || first.reading().filter(this::isClouded).isPresent()
                || isUnshown(chain, said)) {
            return undecided(said, Remark.of("check.clouded"));
        } else if (isAgain(said, doubtful) || isWorkedOutOf(said, doubtful)) {
            return undecided(said, Remark.of("check.clouded"));
        } else if (isAgain(said, ofSomething)) {
            // Whatever it is, the writer goes on with it.
            return undecided(said, Remark.of("check.clouded")).with(said.effects());
        }
        return isProved(chain, said, first)
                ? repeated(said).or(() -> otherwise(chain, said, first)).orElse(said)
                : doubted(said);
    }

    /** A chain that a far-fetched reading makes right, and not by chance: nothing is decided, and what it gives is gone on with. */
    private Optional<Attempt> otherwise(Chain chain, Attempt attempt, Judged wrong) {
        // A mistake that people make is not excused.
        if (!wrong.mistakes().isEmpty() || chain.topic() == Topic.ASKED || wrong.isNumber() && !isPrecise(wrong)) {
            return Optional.empty();
        }
        return readings.of(chain, attempt.reading().place(), conventions).stream()
                .filter(other -> !other.isPlausible() && !other.misshapen())
                .filter(other -> wrong.isNumber() ? judged(chain, other, false).isGood() : isSensible(chain, other))
                .findFirst()
                .map(other -> judged(chain, other, true))
                .map(other -> undecided(other, Remark.of("check.doubt", Remark.maths(meaning(attempt))))
                        .with(other.effects()));
    }

    /** Whether a formula has something in it of which nobody knew what was meant. */
    private boolean isClouded(Expr expr) {
        return expr instanceof Expr.Sym sym
                        && sym.symbol() instanceof Occurrence cell
                        && ground.unrolled().given(cell).isEmpty()
                        && paper.isDoubted(cell)
                || expr.parts().stream().anyMatch(this::isClouded);
    }

    /** Whether a bare number comes, by steps that nobody has shown, from an earlier mistake: whatever was done on the way may be right. */
    private boolean isUnshown(Chain chain, Attempt attempt) {
        return chain.topic() != Topic.ASKED
                && attempt.sides().stream()
                        .allMatch(side -> side.isNumber() && side.mistakes().isEmpty())
                && attempt.cells().stream()
                        .anyMatch(cell -> paper.entry(cell).isEmpty() && paper.isTaintedFarBehind(cell));
    }

    /** Whether nothing is wrong but numbers that were written before. */
    private static boolean isAgain(Attempt attempt, Set<BigDecimal> before) {
        return attempt.sides().stream()
                .filter(side -> side.verdict() == Verdict.WRONG)
                .allMatch(side -> side.isNumber()
                        && side.reading()
                                .flatMap(Readings::number)
                                .filter(before::contains)
                                .isPresent());
    }

    /** Whether what is wrong is worked out of numbers, or of something of the writer's own, of which nobody knew whether it is right. */
    private static boolean isWorkedOutOf(Attempt attempt, Set<BigDecimal> before) {
        List<Judged> all = attempt.sides();
        int at = IntStream.range(0, all.size())
                .filter(i -> all.get(i).verdict() == Verdict.WRONG)
                .findFirst()
                .orElseThrow();
        Judged wrong = all.get(at);
        boolean contradicts = at > 0 && wrong.isNumber() && isNumeric(all.get(at - 1));
        boolean own = !isNumeric(wrong) && wrong.reading().filter(Judge::hasOwn).isPresent();
        return !contradicts
                && (own || isNumeric(wrong))
                && all.stream()
                        .filter(side -> !side.isNumber() && isNumeric(side))
                        .anyMatch(side -> Readings.hasNumber(side.reading().orElseThrow(), before::contains));
    }

    private static boolean hasOwn(Expr expr) {
        return expr instanceof Expr.Sym sym
                        && sym.symbol() instanceof Occurrence cell
                        && cell.quantity() instanceof Quantity.Own
                || expr.parts().stream().anyMatch(Judge::hasOwn);
    }

    private static boolean isNumeric(Judged side) {
        return side.reading().filter(Readings::isNumeric).isPresent();
    }

    /** A wrong calculation: the mistakes that explain it, and the numbers in it. */
    private record Miscalculated(int line, List<String> mistakes, Set<BigDecimal> numbers) {}

    /** Numbers of which nobody could tell whether they are right. */
    private final Set<BigDecimal> doubtful = new HashSet<>();

    /** Numbers that were worked out rightly, and nobody could tell what of. */
    private final Set<BigDecimal> ofSomething = new HashSet<>();

    private final List<Miscalculated> miscalculated = new ArrayList<>();

    /** What follows where a wrong number of an earlier line is put in again, for which nobody has a name. */
    private Optional<Attempt> repeated(Attempt attempt) {
        return miscalculated(attempt)
                .flatMap(this::again)
                .map(Miscalculated::line)
                .or(() -> written(attempt))
                .map(line -> attempt.with(
                        attempt.sides().stream()
                                .map(side -> side.verdict() == Verdict.WRONG
                                        ? side.as(
                                                Verdict.FOLLOWS,
                                                List.of(Remark.of(Wording.AGAIN, Remark.words(Integer.toString(line)))))
                                        : side)
                                .toList(),
                        attempt.effects()));
    }

    /** The line on which the wrong numbers of an attempt were first written for the same things. */
    private Optional<Integer> written(Attempt attempt) {
        Optional<Integer> line = Optional.empty();
        for (Judged side : attempt.sides()) {
            if (side.verdict() == Verdict.WRONG) {
                Optional<BigDecimal> number = side.reading().flatMap(Readings::number);
                Optional<Integer> before = number.flatMap(n -> attempt.cells().stream()
                                .flatMap(cell -> paper.mistaken(cell, n).stream())
                                .map(StudentState.Entry::line)
                                .findFirst()
                                .or(() -> nameless(n)))
                        .filter(earlier -> earlier < side.side().line());
                if (before.isEmpty()) {
                    return Optional.empty();
                }
                line = before;
            }
        }
        return line;
    }

    /** The line on which a wrong number was written of which nobody knows what it is of. */
    private Optional<Integer> nameless(BigDecimal number) {
        return miscalculated.stream()
                .filter(before ->
                        before.mistakes().isEmpty() && before.numbers().contains(number))
                .map(Miscalculated::line)
                .findFirst();
    }

    private Optional<Miscalculated> again(Miscalculated now) {
        return miscalculated.stream()
                .filter(before -> before.line() < now.line()
                        && (before.mistakes().isEmpty() || before.mistakes().equals(now.mistakes()))
                        && before.numbers().stream().anyMatch(now.numbers()::contains))
                .findFirst();
    }

    private Optional<Miscalculated> miscalculated(Attempt attempt) {
        return attempt.sides().stream()
                .filter(side -> side.verdict() == Verdict.WRONG && !side.isNumber())
                .findFirst()
                .filter(side -> side.reading().filter(Readings::isNumeric).isPresent())
                .map(side -> {
                    var numbers = new HashSet<BigDecimal>();
                    numbers(side.reading().orElseThrow(), numbers);
                    numbers.removeIf(
                            number -> number.precision() < 2 || ground.isGiven(number) || paper.isSound(number));
                    return new Miscalculated(
                            side.side().line(),
                            side.mistakes().stream()
                                    .findFirst()
                                    .map(Diagnosis::mistake)
                                    .orElse(List.of()),
                            numbers);
                });
    }

    /** A wrong number of which nobody knows what it is of; whatever comes of it follows. */
    private static Optional<Miscalculated> result(Attempt attempt) {
        return attempt.isAbout()
                ? Optional.empty()
                : attempt.sides().stream()
                        .filter(side -> side.verdict() == Verdict.WRONG && side.isNumber())
                        .map(side -> new Miscalculated(
                                side.side().line(),
                                List.of(),
                                Set.of(side.reading().flatMap(Readings::number).orElseThrow())))
                        .findFirst();
    }

    private static void numbers(Expr expr, Set<BigDecimal> all) {
        if (expr instanceof Expr.Num num) {
            all.add(num.value());
        }
        expr.parts().forEach(part -> numbers(part, all));
    }

    /** The mistakes that stand in a line itself, whatever its names mean. */
    private static final Set<String> IN_ITSELF = Set.of("arithmetic", "shown-operand");

    /** So many different mistakes that would explain the same formula explain nothing. */
    private static final int EXPLANATIONS = 2;

    /** Whether what is wrong in a chain is so whatever its names mean. */
    private boolean isInItself(Attempt attempt) {
        return !attempt.isAbout()
                || attempt.sides().stream()
                        .filter(side -> side.mistakes().stream()
                                .anyMatch(mistake -> mistake.mistake().stream().anyMatch(IN_ITSELF::contains)))
                        .anyMatch(side -> nextTo(attempt, side).isEmpty());
    }

    /** The right number, where one in an attempt is off by a single unit of its last digit. */
    private Optional<String> nextTo(Attempt attempt, Judged side) {
        int at = attempt.sides().indexOf(side);
        int cells = attempt.cells().size();
        // The sides stand entry by entry.
        int each = cells == 0 ? 0 : attempt.sides().size() / cells;
        boolean first = each == 0 || at % each == 0;
        return sides.nextTo(
                side,
                first ? Optional.empty() : Optional.of(attempt.sides().get(at - 1)),
                each == 0 || at / each >= cells
                        ? List.of()
                        : List.of(attempt.cells().get(at / each)));
    }

    /**
     * Whether a chain that is not right is certainly wrong: a formula that is right says what it is about; or its names are beyond doubt, and a mistake
     * that people make explains it.
     */
    private boolean isProved(Chain chain, Attempt attempt, Judged first) {
        Reading reading = attempt.reading();
        if (chain.topic() == Topic.ASKED && !reading.misshapen()) {
            return true;
        }
        if (!reading.isPlausible()) {
            return false;
        }
        if (isAlias(first, attempt)) {
            return false;
        }
        // What follows from the wrong side itself says nothing.
        int wrong = attempt.sides().indexOf(first);
        boolean formula = IntStream.range(0, attempt.sides().size())
                .filter(i -> i < wrong || attempt.sides().get(i).verdict() != Verdict.FOLLOWS)
                .mapToObj(attempt.sides()::get)
                .anyMatch(side -> side.isGood()
                        && side.reading().filter(read -> !side.isNumber()).isPresent());
        boolean explained = attempt.sides().stream()
                .map(Judged::mistakes)
                .filter(mistakes -> mistakes.stream()
                        .anyMatch(mistake -> mistake.mistake().stream().noneMatch(IN_ITSELF::contains)))
                .findFirst()
                .filter(mistakes -> isPrecise(first) || mistakes.size() <= EXPLANATIONS)
                .isPresent();
        boolean elsewhere = !explained
                && !first.isNumber()
                && first.reading()
                        .filter(read -> Readings.isNumeric(read) && !sides.isOfThisPlace(read, attempt.cells()))
                        .isPresent();
        boolean symbolic =
                first.reading().filter(read -> !Readings.isNumeric(read)).isPresent();
        if (elsewhere
                || symbolic && isOtherLoss(chain)
                || symbolic
                        && !explained
                        && (isOfBareLetters(chain) || isRebound(first, attempt) || isMissingSign(chain))) {
            return false;
        } else if (formula) {
            return true;
        }
        // A single digit counts only where nothing had to be found out about the name.
        boolean number = first.isNumber()
                && (significant(first) > 1
                        || reading.conventions().values().stream()
                                .allMatch(value -> value.endsWith("as in the notation")));
        boolean given = attempt.cells().stream()
                .allMatch(cell -> ground.unrolled().given(cell).isPresent());
        if (symbolic && (isOneOfTheLoss(first, chain) || !explained && isOfAnything(chain))) {
            return false;
        }
        return reading.far() <= Names.USUAL && !given && !chain.headed() && (explained || symbolic || number);
    }

    /** Whether the loss of one output is called what that of all is called; that is what is differentiated by the output. */
    private static boolean isOneOfTheLoss(Judged wrong, Chain chain) {
        boolean component = wrong.mistakes().stream()
                .flatMap(mistake -> mistake.mistake().stream())
                .anyMatch(COMPONENT::equals);
        return component
                && chain.sides().get(0).expr() instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && name.base().length() == 1
                && name.sub().isEmpty();
    }

    /**
     * Whether no name in a chain has an index, and not all are the problem's own: then it may be a rule about some x and y, as {@code y = max(0, x)} in
     * a list of functions.
     */
    private boolean isOfAnything(Chain chain) {
        var names = new ArrayList<WrittenName>();
        chain.sides().forEach(side -> names(side.expr(), names));
        boolean definition = chain.sides().get(0).expr() instanceof Expr.Call call
                && call.function().length() == 1
                && call.args().stream().allMatch(Expr.Sym.class::isInstance);
        if (definition) {
            return true;
        }
        var functions = new HashSet<String>();
        chain.sides().forEach(side -> letters(side.expr(), functions));
        return names.stream()
                        .allMatch(name -> name.sup().isEmpty() && (name.sub().isEmpty() || ENDS.contains(name.sub())))
                && (functions.size() > 1 || !names.stream().allMatch(readings::isOwn));
    }

    /** Whether a chain is about a loss by another letter than the file's: with two of them, one is that of a single sample. */
    private boolean isOtherLoss(Chain chain) {
        return ground.unrolled().derivation() instanceof GraphDerivation
                && chain.sides().get(0).expr() instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && Names.LOSSES.contains(name.base())
                && !readings.isOwn(name);
    }

    /** Whether what a chain is about is a single letter, or no name: writers give such letters to what they like, {@code let z = y - t}. */
    private boolean isOfBareLetters(Chain chain) {
        Expr about = chain.sides().get(0).expr();
        var names = new ArrayList<WrittenName>();
        names(about, names);
        return !isName(about)
                || !names.stream().allMatch(readings::isOwn)
                        && names.stream()
                                .allMatch(name -> LETTER.matcher(name.base()).matches()
                                        && name.sub().isEmpty()
                                        && LAYER.matcher(name.sup()).matches());
    }

    /** No superscript, or the letter of any layer. */
    private static final Pattern LAYER = Pattern.compile("|[(\\[]?[li][)\\]]?");

    /** Whether something is said to be made of what is worked out of it, {@code z = y - t} where y is the sigmoid of z: then the letter has been given away anew. */
    private boolean isRebound(Judged wrong, Attempt attempt) {
        return wrong.reading()
                .filter(read -> attempt.cells().stream().anyMatch(cell -> isMadeOf(read, cell)))
                .isPresent();
    }

    private boolean isMadeOf(Expr expr, Occurrence cell) {
        boolean here = expr instanceof Expr.Sym sym
                && sym.symbol() instanceof Occurrence later
                && later.quantity() instanceof Quantity.Node
                && cell.quantity() instanceof Quantity.Node
                && !later.equals(cell)
                && ground.unrolled()
                        .derivative(later, cell)
                        .filter(slope -> !slope.equals(Expr.ZERO))
                        .isPresent();
        return here || expr.parts().stream().anyMatch(part -> isMadeOf(part, cell));
    }

    /** Whether a sign of a differential was forgotten, {@code do/w5} beside {@code dE/do}. */
    private static boolean isMissingSign(Chain chain) {
        return chain.sides().stream().anyMatch(side -> isMissingSign(side.expr()));
    }

    private static boolean isMissingSign(Expr expr) {
        return expr instanceof Expr.Div quotient
                        && isDifferential(quotient.numerator())
                        && !isDifferential(quotient.denominator())
                || expr.parts().stream().anyMatch(Judge::isMissingSign);
    }

    private static boolean isDifferential(Expr expr) {
        if (expr instanceof Expr.Mul product) {
            return isDifferential(product.factors().get(product.factors().size() - 1));
        }
        return expr instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName name
                && name.base().length() > 1
                && name.base().charAt(0) == 'd';
    }

    private static final Pattern LETTER = Pattern.compile("(?:\\p{L}+ )?\\p{L}");

    /** The ends of any edge. */
    private static final Set<String> ENDS = Set.of("in", "out");

    /** The letters that stand for functions. */
    private static void letters(Expr expr, Set<String> all) {
        if (expr instanceof Expr.Call call) {
            String name = call.function().replace("'", "");
            if (name.length() == 1) {
                all.add(name);
            }
        }
        expr.parts().forEach(part -> letters(part, all));
    }

    private static void names(Expr expr, List<WrittenName> all) {
        if (expr instanceof Expr.Sym sym) {
            names(sym.symbol(), all);
        }
        expr.parts().forEach(part -> names(part, all));
    }

    private static void names(Symbol symbol, List<WrittenName> all) {
        if (symbol instanceof WrittenName name) {
            all.add(name);
        } else if (symbol instanceof Partial partial) {
            names(partial.of(), all);
            names(partial.by(), all);
        }
    }

    private static final String COMPONENT = "component-for-total";

    /** Whether a number has so many digits that hardly any mistake gives it by chance. */
    private static boolean isPrecise(Judged judged) {
        return significant(judged) >= Numeric.ENOUGH;
    }

    /** How many significant digits a number has; none where it is something else. */
    private static int significant(Judged judged) {
        return judged.reading()
                .flatMap(Readings::number)
                .map(number -> new Printed(number).significant())
                .orElse(0);
    }

    /**
     * Whether a line gives one thing of a unit the name of another, {@code h = z} or {@code H = XW}: then a name was misread, unless the work has
     * it that the name means what it was taken for.
     */
    private boolean isAlias(Judged wrong, Attempt attempt) {
        boolean name = wrong.reading()
                .filter(read ->
                        read instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell && isForward(cell))
                .isPresent();
        boolean formula = !name
                && !conventions.areClear(attempt.reading().conventions())
                && attempt.cells().stream().allMatch(cell -> cell.quantity() instanceof Quantity.Out)
                && wrong.reading()
                        .filter(read -> !Readings.isNumeric(read))
                        .flatMap(read -> worlds.identify(read, attempt.reading().place()))
                        .filter(cell -> cell.quantity() instanceof Quantity.Net)
                        .isPresent();
        return (name || formula) && attempt.cells().stream().allMatch(Judge::isForward);
    }

    private static boolean isForward(Occurrence cell) {
        return cell.quantity() instanceof Quantity.Net || cell.quantity() instanceof Quantity.Out;
    }

    /** A number is off by a single unit of its last digit; who goes on with it rounds. */
    private Attempt offByOne(Attempt attempt, Judged number, String right) {
        Attempt open = undecided(attempt, Remark.of("check.lastdigit", Remark.words(right)));
        var printed = new Printed(number.reading().flatMap(Readings::number).orElseThrow());
        return open.with(attempt.cells().stream()
                .filter(cell -> attempt.cells().size() == 1)
                .<Runnable>map(cell ->
                        () -> paper.write(cell, number.side().line(), printed, Verdict.ROUNDING, Optional.empty()))
                .toList());
    }

    /** Something is not as it would be under the likeliest reading, and nothing shows that this is what was meant. */
    private Attempt doubted(Attempt attempt) {
        Attempt open = undecided(attempt, Remark.of("check.doubt", Remark.maths(meaning(attempt))));
        // What a far-fetched reading takes a line for says nothing of that thing.
        return attempt.reading().far() > Names.USUAL ? open : open.with(List.of(() -> paper.cloud(attempt.cells())));
    }

    private Expr meaning(Attempt attempt) {
        Occurrence cell = attempt.cells().get(0);
        return cell.quantity() instanceof Quantity.Own
                ? ground.rule(cell).map(ReferenceSolution.Rule::expr).orElse(cell.expr())
                : cell.expr();
    }

    /** Whether a number is open only because its digits do not decide. */
    private static boolean hasTooFewDigits(Attempt attempt) {
        return attempt.sides().stream()
                .flatMap(side -> side.remarks().stream())
                .anyMatch(remark ->
                        remark.key().equals("check.coarse") || remark.key().equals("check.lastdigit"));
    }

    /** Whether nothing is said but how many rows and columns something has, {@code b1 = (2, 1)}. */
    private static boolean isShape(Attempt attempt) {
        List<Optional<Grid>> said = attempt.reading().sides();
        if (said.size() != 2 || said.get(0).isEmpty() || said.get(1).isEmpty()) {
            return false;
        }
        Grid named = said.get(0).get();
        Grid numbers = said.get(1).get();
        return numbers.entries().size() == 2
                && numbers.rows() == 1
                && isNumber(numbers.entries().get(0), named.rows())
                && isNumber(numbers.entries().get(1), named.columns());
    }

    private static boolean isNumber(Expr expr, int value) {
        return expr instanceof Expr.Num num
                && num.value().scale() == 0
                && num.value().compareTo(BigDecimal.valueOf(value)) == 0;
    }

    /** An activation that a chain names and the problem does not have: then it is about some other network. */
    private Optional<String> foreignFunction(Chain chain) {
        return hasDecimals(chain)
                ? Optional.empty()
                : chain.sides().stream()
                        .flatMap(side -> readings.functions().activationsIn(side.expr()).stream())
                        .filter(name -> !readings.functions().isInUse(name))
                        .findFirst();
    }

    /** Nothing is decided where the work speaks for two readings alike, and one of them is right. */
    private Attempt openConvention(Chain chain, Attempt attempt) {
        for (Map.Entry<String, String> convention :
                attempt.reading().conventions().entrySet()) {
            if (!conventions.isOpen(convention.getKey())) {
                continue;
            }
            boolean disagrees = readings.of(chain, attempt.reading().place(), conventions).stream()
                    .filter(other ->
                            !convention.getValue().equals(other.conventions().get(convention.getKey())))
                    .filter(Reading::isPlausible)
                    .anyMatch(other -> judged(chain, other, false).isGood() != attempt.isGood());
            if (disagrees) {
                return undecided(attempt, Remark.of("check.convention.open", Remark.words(convention.getKey())));
            }
        }
        return attempt;
    }

    private static Attempt undecided(Attempt attempt, Remark why) {
        return new Attempt(
                attempt.reading(),
                Optional.empty(),
                attempt.cells(),
                attempt.sides().stream()
                        .map(judged -> judged.verdict() == Verdict.WRONG || judged.isGood()
                                ? judged.as(Verdict.UNDECIDED, List.of(why))
                                : judged)
                        .toList(),
                List.of(),
                attempt.isAbout());
    }

    /** Whether a person may be working out a quantity in a pass: after the last update nothing goes back any more. */
    private boolean isThere(Occurrence cell, Place place) {
        boolean forward = cell.quantity() instanceof Quantity.Net
                || cell.quantity() instanceof Quantity.Out
                || cell.quantity() instanceof Quantity.UnitLoss
                || cell.quantity() instanceof Quantity.Loss
                || cell.quantity() instanceof Quantity.Exponential
                || cell.quantity() instanceof Quantity.Normalizer
                || cell.quantity() instanceof Quantity.Node;
        return place.pass() <= pass || forward || place.pass() < steps;
    }

    /** Where a line may stand, the likeliest place first. */
    private List<Place> places(Chain chain) {
        boolean updated = paper.entries().keySet().stream()
                .anyMatch(cell -> cell.quantity() instanceof Quantity.Updated && cell.pass() == pass);
        var passes = new LinkedHashSet<>(List.of(pass));
        if (updated) {
            boolean again = chain.sides().get(0).expr() instanceof Expr.Sym sym
                    && sym.symbol() instanceof WrittenName
                    && readings.cells(sym.symbol(), new Place(pass, sample)).stream()
                            .limit(1)
                            .allMatch(cell -> paper.entry(cell).isPresent());
            if (again) {
                passes.clear();
                passes.add(pass + 1);
                passes.add(pass);
            } else {
                passes.add(pass + 1);
            }
        }
        if (pass > 0) {
            passes.add(pass - 1);
        }
        if (pass < steps) {
            passes.add(pass + 1);
        }
        var places = new ArrayList<Place>();
        int samples = ground.unrolled().samples();
        for (int p : passes) {
            places.add(new Place(p, sample));
            for (int s = 1; samples > 1 && s <= samples; s++) {
                if (s != sample) {
                    places.add(new Place(p, s));
                }
            }
        }
        return places;
    }

    // One reading

    /** The chain read in one way. */
    private Attempt judged(Chain chain, Reading reading, boolean thorough) {
        effort.spend(JUDGING * (long) reading.size() * chain.sides().size());
        int about = about(chain, reading);
        if (about < 0) {
            return withoutNames(chain, reading);
        }
        var all = new ArrayList<Judged>();
        var effects = new ArrayList<Runnable>();
        var cells = new ArrayList<Occurrence>();
        Optional<Occurrence> shown = Optional.empty();
        Verdict worst = Verdict.RIGHT;
        for (int i = 0; i < reading.size(); i++) {
            Entry entry = entry(chain, reading, about, i, thorough);
            all.addAll(entry.sides());
            effects.addAll(entry.effects());
            cells.add(entry.cell());
            Verdict verdict = entry.sides().stream().map(Judged::verdict).reduce(Verdict.RIGHT, Verdict::and);
            if (shown.isEmpty() || verdict.compareTo(worst) > 0) {
                shown = Optional.of(entry.cell());
                worst = verdict;
            }
        }
        if (defines(chain, reading, about)) {
            Grid shape = reading.sides().get(about).orElseThrow();
            var named = new Grid(
                    shape.rows(),
                    shape.columns(),
                    cells.stream().map(Occurrence::expr).toList());
            var name = (WrittenName) ((Expr.Sym) chain.sides().get(0).expr()).symbol();
            effects.add(() -> readings.define(name, named));
        }
        List<Judged> each = reading.size() > 1 ? decided(all) : all;
        List<Judged> said =
                thorough && reading.size() > 1 ? Transposition.named(chain, reading, about, each, ground) : each;
        return new Attempt(reading, shown, cells, said, effects, true);
    }

    /** Entries that decide nothing, such as a zero, do not keep the others of their array from it. */
    private static List<Judged> decided(List<Judged> all) {
        return all.stream()
                .map(judged -> judged.verdict() == Verdict.UNDECIDED && decidesNothing(judged)
                        ? all.stream()
                                .filter(other -> other.side().equals(judged.side()) && other.isGood())
                                .findFirst()
                                .map(other -> judged.as(other.verdict(), List.of()))
                                .orElse(judged)
                        : judged)
                .toList();
    }

    private static boolean decidesNothing(Judged judged) {
        return judged.remarks().stream()
                .anyMatch(remark ->
                        remark.key().equals("check.coarse") || remark.key().equals("check.zero"));
    }

    /** Whether a chain gives a name of the writer's own to what it is about. */
    private static boolean defines(Chain chain, Reading reading, int about) {
        return about > 0
                && reading.sides().get(0).isEmpty()
                && !reading.misshapen()
                && reading.sides().get(about).orElseThrow().entries().size() == reading.size()
                && chain.sides().get(0).expr() instanceof Expr.Sym sym
                && sym.symbol() instanceof WrittenName;
    }

    /** The side that says what a chain is about: a name that stands alone, or else the first formula; -1 where there is none. */
    private static int about(Chain chain, Reading reading) {
        int about = -1;
        for (int i = 0; i < chain.sides().size(); i++) {
            Optional<Expr> entry = reading.entry(i, 0);
            if (entry.isPresent() && !isNumeric(reading.sides().get(i).orElseThrow())) {
                boolean single = isName(entry.get());
                if (about < 0 || single && !isName(reading.entry(about, 0).orElseThrow())) {
                    about = i;
                }
            }
        }
        return about;
    }

    private static boolean isNumeric(Grid grid) {
        return grid.entries().stream().allMatch(Readings::isNumeric);
    }

    private static boolean isName(Expr expr) {
        return expr instanceof Expr.Sym || expr instanceof Expr.Neg neg && neg.arg() instanceof Expr.Sym;
    }

    /** One entry of the chain. */
    private record Entry(Occurrence cell, List<Judged> sides, List<Runnable> effects) {}

    private Entry entry(Chain chain, Reading reading, int about, int index, boolean thorough) {
        Expr named = reading.entry(about, index).orElseThrow();
        boolean negative = named instanceof Expr.Neg neg
                && neg.arg() instanceof Expr.Sym sym
                && sym.symbol() instanceof Occurrence;
        // Who writes what -X is says what X is; a mistake in it is one at the step of X.
        Expr what = negative ? ((Expr.Neg) named).arg() : named;
        Occurrence cell = cell(what, reading.place());
        var effects = new ArrayList<Runnable>();
        boolean defines = defines(chain, reading, about);
        var judged = new ArrayList<Judged>();
        Optional<Expr> before = Optional.empty();
        for (int i = 0; i < chain.sides().size(); i++) {
            Side side = chain.sides().get(i);
            Optional<Expr> read = reading.entry(i, index).map(expr -> negative ? Judged.negated(expr) : expr);
            if (i == about) {
                before = read;
                continue;
            }
            if (i > 0 || !defines) {
                Optional<Judged> previous = judged.isEmpty()
                        ? Optional.ofNullable(calculated.get(cell))
                        : Optional.of(judged.get(judged.size() - 1));
                judged.add(side(side, read, reading, cell, before, previous, effects, thorough));
            }
            before = read;
        }
        List<Judged> said = thorough ? shownOperands(judged, cell) : judged;
        return new Entry(cell, negative ? said.stream().map(Judged::negated).toList() : said, effects);
    }

    private Judged side(
            Side side,
            Optional<Expr> read,
            Reading reading,
            Occurrence cell,
            Optional<Expr> before,
            Optional<Judged> previous,
            List<Runnable> effects,
            boolean thorough) {
        if (read.isEmpty()) {
            List<Remark> remarks = reading.unknown().isEmpty()
                    ? List.of(Remark.of("check.shapes"))
                    : SideJudge.unknown(reading.unknown());
            return Judged.of(side, Optional.empty(), Verdict.UNDECIDED, remarks);
        } else if (Readings.number(read.get()).isPresent()) {
            SideJudge.NumberJudged number = sides.number(side, read.get(), cell, before, previous, thorough);
            if (thorough) {
                effects.add(() -> sides.learn(number.found(), side.line()));
            }
            var printed = new Printed(Readings.number(read.get()).orElseThrow());
            effects.add(() -> paper.write(cell, side.line(), printed, number.onPaper(), number.meant()));
            effects.add(() -> calculated.remove(cell));
            return number.judged();
        }
        Judged judged = sides.expression(side, read.get(), cell, before, thorough);
        if (judged.verdict() != Verdict.UNDECIDED && Readings.isNumeric(read.get())) {
            effects.add(() -> calculated.put(cell, judged));
        }
        if (judged.verdict() == Verdict.WRONG && !Readings.isNumeric(read.get())) {
            effects.add(() -> paper.write(cell, read.get()));
        }
        return judged;
    }

    /** What stands wrongly before a right result was only written wrongly. */
    private static List<Judged> shownOperands(List<Judged> sides, Occurrence cell) {
        var all = new ArrayList<>(sides);
        for (int i = 0; i + 1 < all.size(); i++) {
            Judged side = all.get(i);
            Judged next = all.get(i + 1);
            boolean shown = side.verdict() == Verdict.WRONG
                    && next.isNumber()
                    && next.verdict().compareTo(Verdict.ROUNDING) <= 0
                    && (side.mistakes().isEmpty()
                            || side.reading().filter(Readings::isNumeric).isPresent()
                                    && !FORMULA.contains(side.mistakes().get(0).id()));
            if (shown) {
                Remark done = Remark.of(
                        "mistake.shown-operand.done",
                        Remark.maths(side.reading().orElse(cell.expr())),
                        Remark.maths(cell.expr()),
                        Remark.maths(cell.expr()));
                all.set(i, side.because(List.of(new Diagnosis(List.of("shown-operand"), cell, done))));
            }
        }
        return all;
    }

    /** The cell that a reading is about: itself, one that is the same in every network, or a new one. */
    private Occurrence cell(Expr reading, Place place) {
        if (reading instanceof Expr.Sym sym && sym.symbol() instanceof Occurrence cell) {
            // What comes back along one edge has a step of its own, whatever derivative it was written as.
            return cell.quantity() instanceof Quantity.Partial
                    ? ground.rule(cell)
                            .map(ReferenceSolution.Rule::expr)
                            .filter(expr -> expr instanceof Expr.Sym other
                                    && other.symbol() instanceof Occurrence to
                                    && (to.quantity() instanceof Quantity.Path
                                            || to.quantity() instanceof Quantity.Flow))
                            .map(expr -> (Occurrence) ((Expr.Sym) expr).symbol())
                            .orElse(cell)
                    : cell;
        }
        return worlds.identify(reading, place)
                .orElseGet(() -> own.computeIfAbsent(List.of(reading, place), what -> {
                    var cell = new Occurrence(ground.newName(), place.pass(), place.sample());
                    ground.define(cell, reading);
                    return cell;
                }));
    }

    /** A chain in which nobody knows a name: only its arithmetic can be judged. */
    private Attempt withoutNames(Chain chain, Reading reading) {
        var judged = new ArrayList<Judged>();
        boolean fit = reading.sides().stream()
                        .flatMap(Optional::stream)
                        .map(grid -> grid.entries().size())
                        .distinct()
                        .count()
                <= 1;
        for (int index = 0; fit && index < reading.size(); index++) {
            Optional<Expr> before = Optional.empty();
            int line = 0;
            for (int i = 0; i < chain.sides().size(); i++) {
                Side side = chain.sides().get(i);
                Optional<Expr> expr = reading.entry(i, index);
                if (expr.isEmpty()) {
                    continue;
                }
                // Where nobody knows what it is about, what stands on another line may be about something else.
                boolean apart = line > 0 && line != side.line();
                line = side.line();
                if (before.isPresent() && reading.size() > 1 && !hasDecimals(chain)) {
                    judged.add(Judged.of(side, expr, Verdict.UNDECIDED, SideJudge.unknown(reading.unknown())));
                } else if (before.isPresent()) {
                    Judged link = sides.arithmetic(side, before.get(), expr.get(), reading.unknown());
                    judged.add(link.verdict() == Verdict.WRONG && apart ? link.as(Verdict.UNDECIDED, List.of()) : link);
                } else if (i > 0) {
                    judged.add(Judged.of(side, expr, Verdict.UNDECIDED, SideJudge.unknown(reading.unknown())));
                }
                before = expr;
            }
        }
        if (judged.isEmpty()) {
            Side last = chain.sides().get(chain.sides().size() - 1);
            List<Remark> why = reading.unknown().isEmpty()
                    ? List.of(Remark.of("check.shapes"))
                    : SideJudge.unknown(reading.unknown());
            judged.add(Judged.of(last, Optional.empty(), Verdict.UNDECIDED, why));
        }
        return new Attempt(reading, Optional.empty(), List.of(), judged, List.of(), false);
    }

    /** Whether some number in a chain has decimals: shapes and counts have none. */
    private static boolean hasDecimals(Chain chain) {
        return chain.sides().stream().anyMatch(side -> Readings.hasDecimals(side.expr()));
    }

    // What is said of each line

    private List<Marking.Line> lines(Chain chain, Attempt attempt) {
        Map<Integer, List<Judged>> byLine = new LinkedHashMap<>();
        attempt.sides()
                .forEach(judged -> byLine.computeIfAbsent(judged.side().line(), l -> new ArrayList<>())
                        .add(judged));
        var lines = new ArrayList<Marking.Line>();
        byLine.forEach((number, here) -> {
            // The first of the worst: what is said of the line is said of it.
            Judged worst = here.stream()
                    .reduce((a, b) -> b.verdict().compareTo(a.verdict()) > 0 ? b : a)
                    .orElseThrow();
            if (worst.isGood()) {
                worst = here.get(here.size() - 1);
            }
            Verdict verdict = here.stream().map(Judged::verdict).reduce(Verdict.RIGHT, Verdict::and);
            Judged shown = here.stream()
                    .filter(j -> j.isNumber() && j.verdict().compareTo(Verdict.ROUNDING) > 0)
                    .reduce((a, b) -> b.verdict().compareTo(a.verdict()) >= 0 ? b : a)
                    .orElse(worst);
            lines.add(new Marking.Line(
                    number,
                    source(chain, number),
                    attempt.cell().filter(cell -> !(cell.quantity() instanceof Quantity.Own)),
                    verdict,
                    shown.expected(),
                    shown.written(),
                    worst.mistakes(),
                    remarks(here, worst),
                    Stream.concat(
                                    ReadingNotes.of(chain, attempt.reading(), number).stream(),
                                    here.stream().flatMap(j -> j.reasons().stream()))
                            .distinct()
                            .toList()));
        });
        return lines;
    }

    private static List<Remark> remarks(List<Judged> here, Judged worst) {
        var all = new LinkedHashSet<>(worst.remarks());
        if (worst.verdict().compareTo(Verdict.FOLLOWS) <= 0) {
            here.stream()
                    .filter(judged -> judged.verdict() == worst.verdict())
                    .forEach(judged -> all.addAll(judged.remarks()));
        }
        return List.copyOf(all);
    }

    /** What stands on a line of the text, its relations as plain signs. */
    private static String source(Chain chain, int line) {
        var text = new StringBuilder();
        for (int i = 0; i < chain.sides().size(); i++) {
            Side side = chain.sides().get(i);
            if (side.line() == line) {
                boolean first = i == 0;
                text.append(first ? "" : text.isEmpty() ? sign(side) + " " : " " + sign(side) + " ")
                        .append(side.text());
            }
        }
        return text.toString();
    }

    private static String sign(Side side) {
        return switch (side.sign()) {
            case APPROXIMATELY -> "≈";
            case DEFINED_AS -> ":=";
            case ARROW -> "←";
            default -> "=";
        };
    }

    /** What a chain tells of the writer's conventions: its readings, and those of them that make sense. */
    void observe(Chain line, Conventions into) {
        Chain chain = hasDecimals(line)
                ? line
                // The first has every index 1, which says nothing of their order.
                : IndexLetters.equations(line, known()).stream()
                        .reduce((first, second) -> second)
                        .map(ways -> ways.get(0))
                        .orElse(line);
        var possible = new HashSet<Map<String, String>>();
        var sensible = new ArrayList<Reading>();
        for (int p = 0; p <= Math.min(1, steps); p++) {
            Place place = new Place(p, sample);
            var seen = new HashSet<List<Optional<Grid>>>();
            for (Reading reading : readings.all(chain, place, conventions)) {
                possible.add(reading.conventions());
                // The same under another convention, further fetched, is no evidence for that.
                if (seen.add(reading.sides()) && isSensible(chain, reading)) {
                    sensible.add(reading);
                }
            }
        }
        int least = sensible.stream().mapToInt(Reading::cost).min().orElse(0);
        into.observe(
                chain.line(),
                List.copyOf(possible),
                sensible.stream()
                        .filter(reading -> reading.cost() <= least + NEARLY || reading.far() <= Names.FAR)
                        .map(Reading::conventions)
                        .toList(),
                conventions);
    }

    private static boolean hasNumbers(Chain chain, Reading reading, int about) {
        for (int i = 0; i < chain.sides().size(); i++) {
            if (i != about && reading.entry(i, 0).filter(Readings::isNumeric).isPresent()) {
                return true;
            }
        }
        return false;
    }

    /** Whether every side of a reading holds at face value, and at least one that says something. */
    private boolean isSensible(Chain chain, Reading reading) {
        effort.spend(READING * (long) reading.size() * chain.sides().size());
        int about = about(chain, reading);
        if (about < 0 || reading.misshapen()) {
            return false;
        }
        int good = 0;
        boolean numbers = true;
        for (int index = 0; index < Math.min(6, reading.size()); index++) {
            Expr named = reading.entry(about, index).orElseThrow();
            for (int i = 0; i < chain.sides().size(); i++) {
                Optional<Expr> read = reading.entry(i, index);
                if (i == about || read.isEmpty()) {
                    continue;
                }
                boolean alike = worlds.isAlike(named, read.get(), ground::value);
                if (Readings.isNumeric(read.get())) {
                    numbers &= alike;
                    continue;
                } else if (!alike) {
                    return false;
                }
                good++;
            }
        }
        // The numbers behind a right formula may be wrong for what was before; of numbers alone all have to be right.
        return good > 0 || numbers && hasNumbers(chain, reading, about);
    }
}
