package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The local derivatives of a run, each derived once: by Symja, or before, when its proof was kept.
 *
 * <p>{@code book.shown(sigmoid)} is {@code o*(1-o)} at once; {@code book.of(sigmoid)} is Symja's derivation and proof of it.
 *
 * <p>What {@link ProofLedger} and {@link ProofCache} hold has been proved; only for anything else Symja is started, which takes it a third of a
 * second, on a thread of its own. Where a derivative is taught in a known form, work goes on with that form meanwhile, on another core; what is
 * written in the end still waits for the proof. May be shared by threads.
 */
public final class RuleBook {
    private final Prover prover;
    private final Map<String, Prover.Answer> entries;

    /** The keys of what was asked for through this book. */
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    /** An empty book that keeps nothing. */
    public RuleBook() {
        this(Optional.empty());
    }

    /**
     * An empty book.
     *
     * @param cache where proofs of a user's own expressions are kept from run to run, if they are
     */
    public RuleBook(Optional<ProofCache> cache) {
        prover = new Prover(cache);
        entries = new ConcurrentHashMap<>();
    }

    private RuleBook(RuleBook shared) {
        prover = shared.prover;
        entries = shared.entries;
    }

    /**
     * The same derivatives, for one problem of a run: {@link #unproved} then tells of what this problem has asked for, whatever another one's
     * expressions came to.
     */
    public RuleBook forOneProblem() {
        return new RuleBook(this);
    }

    /** Begins with an activation's derivative, if nobody has yet. */
    public void begin(Activation activation) {
        begin(key(activation), () -> Question.of(activation));
        if (activation.kind() == Activation.Kind.SOFTMAX) {
            begin("across softmax", Question::acrossSoftmax);
        }
    }

    /** Begins with a loss's derivative, if nobody has yet. */
    public void begin(Loss loss) {
        begin(key(loss), () -> Question.of(loss));
    }

    /** An activation's derivative in the form in which it is shown and computed with. */
    public Expr shown(Activation activation) {
        return activation.taught().orElseGet(() -> of(activation).shown());
    }

    /** A loss's derivative in the form in which it is shown and computed with. */
    public Expr shown(Loss loss) {
        return loss.taught().orElseGet(() -> of(loss).shown());
    }

    /** An activation's derivative as derived and proved. */
    public LocalDerivative of(Activation activation) {
        return entry(key(activation), () -> Question.of(activation)).get();
    }

    /** A loss's derivative as derived and proved. */
    public LocalDerivative of(Loss loss) {
        return entry(key(loss), () -> Question.of(loss)).get();
    }

    /**
     * The derivative of one output's part of a loss by the output's net input, as derived, and proved to be a form that was worked out.
     *
     * @param form in {@link Loss#OUTPUT}, {@link Loss#TARGET}, {@link Loss#COUNT} and {@link Activation#NET}
     */
    public LocalDerivative of(Activation activation, Loss loss, Expr form) {
        String key = key(activation) + " in " + key(loss) + " as " + form;
        return entry(key, () -> Question.of(activation, loss, form)).get();
    }

    /** The derivative of a softmax output by another unit's net input, as derived and proved. */
    public LocalDerivative acrossSoftmax() {
        return entry("across softmax", Question::acrossSoftmax).get();
    }

    /** Begins with the derivative of an expression of scalars by one of its letters, if nobody has yet. */
    public void begin(Expr expr, Symbol by) {
        begin(key(expr, by), () -> Question.ofOperation(expr, by));
    }

    /**
     * The derivative of an expression of scalars by one of its letters, in the form in which it is shown and computed with; {@link
     * Activation#OUTPUT} in it stands for the expression's own value.
     */
    public Expr shown(Expr expr, Symbol by) {
        begin(expr, by);
        return Gates.taught(expr, by).orElseGet(() -> of(expr, by).shown());
    }

    /** The derivative of an expression of scalars, as derived, and the proof that a form in which it is taught is the same. */
    public LocalDerivative of(Expr expr, Symbol by, Expr taught) {
        return entry(key(expr, by) + " as taught", () -> Question.of(expr, by, taught))
                .get();
    }

    /** The derivative of an expression of scalars by one of its letters, as derived and proved. */
    public LocalDerivative of(Expr expr, Symbol by) {
        begin(expr, by);
        return entry(key(expr, by), () -> Question.of(expr, by)).get();
    }

    /** What was asked for here and is not what is taught; waits for what is still being derived. */
    public List<String> unproved() {
        var unproved = new ArrayList<String>();
        entries.forEach((key, entry) -> {
            if (asked.contains(key) && !entry.get().proved()) {
                unproved.add(key);
            }
        });
        return unproved;
    }

    /** By name: a user's own rule is called as it is written. */
    private static String key(Activation activation) {
        return "activation " + activation.name();
    }

    private static String key(Expr expr, Symbol by) {
        return "d(" + PlainText.of(expr) + ")/d" + by.id();
    }

    private static String key(Loss loss) {
        return "loss " + loss.name();
    }

    private void begin(String key, Supplier<Question> question) {
        var begun = entry(key, question);
        assert begun != null : "asked for again when it is needed";
    }

    private Prover.Answer entry(String key, Supplier<Question> question) {
        asked.add(key);
        return entries.computeIfAbsent(key, k -> prover.answer(question.get()));
    }
}
