package chalkgrad.rules;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import chalkgrad.algebra.Symja;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The proofs of the program's own rules, made by Symja when a row was written and kept beside the program, so that Symja need not start for them.
 *
 * <p>{@code proofs.txt} has a record for every activation, loss, function, gate and shortcut; its questions say what it has to hold. A row
 * that is changed asks another question, which it does not answer: Symja is then asked again, and a test fails until the file is made anew.
 */
public final class ProofLedger implements Proofs {
    private static final String FILE = "proofs.txt";

    /** Products of so many letters are multiplied often; the derivative of a longer one is asked for. */
    private static final int FACTORS = 8;

    private static final int POWERS = 10;
    private static final int OUTPUTS = 10;
    private static final int CHOICES = 4;

    private static final String BETWEEN = "\n\n";

    private final String text;

    private ProofLedger(String text) {
        this.text = text;
    }

    /** A row of a table, or an operation that is met often, and what is asked about it. */
    record Row(String label, Question question) {}

    /** The ledger in the program. */
    static ProofLedger builtIn() {
        return Holder.LEDGER;
    }

    private static final class Holder {
        static final ProofLedger LEDGER = new ProofLedger(read());

        private static String read() {
            try (var in = ProofLedger.class.getResourceAsStream(FILE)) {
                return new String(Objects.requireNonNull(in, FILE).readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The records as they stand in the file. */
    List<ProofRecord> records() {
        // What stands first is about the file.
        return Stream.of(text.split(BETWEEN))
                .skip(1)
                .map(block -> ProofRecord.read(block.lines().toList()))
                .toList();
    }

    @Override
    public Optional<LocalDerivative> find(Question question) {
        return lookUp(question)
                .or(() -> question.generalized()
                        .flatMap(this::lookUp)
                        .filter(LocalDerivative::proved)
                        .map(question::specialized));
    }

    private Optional<LocalDerivative> lookUp(Question question) {
        return ProofRecord.key(question).flatMap(this::block).flatMap(record -> record.answer(question));
    }

    /** The record of a question, looked for in the text: a run asks about few of the many that there are. */
    private Optional<ProofRecord> block(ProofRecord.Key key) {
        int at = text.indexOf(key.lines());
        if (at < 0) {
            return Optional.empty();
        }
        int end = text.indexOf(BETWEEN, at + 1);
        int start = text.lastIndexOf(BETWEEN, at);
        return Optional.of(ProofRecord.read(
                text.substring(start, end < 0 ? text.length() : end).lines().toList()));
    }

    /** What derives and compares every rule afresh says of the ledger: a line for each rule that it has wrong, or not at all. */
    public static List<String> faults() {
        String version = Symja.version();
        var kept = new HashMap<ProofRecord.Key, ProofRecord>();
        builtIn().records().forEach(record -> kept.put(record.key(), record));
        var faults = new ArrayList<String>();
        remade(version).forEach((label, record) -> {
            ProofRecord there = kept.get(record.key());
            if (there == null) {
                faults.add(label + ": it has not been proved");
            } else if (!there.isWhole()) {
                faults.add(label + ": its record was changed by hand");
            } else if (!there.version().equals(version)) {
                faults.add(label + ": it was proved with Symja " + there.version() + ", and this is " + version);
            } else if (!there.equals(record)) {
                faults.add(label + ": Symja now has another derivative or proof of it");
            }
        });
        return faults;
    }

    /** How many rules and operations there are. */
    public static int size() {
        return rows().size();
    }

    /** The whole file, derived and proved afresh. */
    static String remade() {
        var text = new StringBuilder("""
                # What Symja derived and proved of each rule, so that it need not start for them.
                # Made by:  mvn test -Dtest=ProofLedgerTest -Dgolden.accept
                # A digest is that of the lines above it. Do not edit: a test, and chalkgrad rules --prove, derive all of it anew.
                """);
        remade(Symja.version())
                .forEach((label, record) ->
                        text.append("\n# ").append(label).append('\n').append(record.text()));
        return text.toString();
    }

    private static Map<String, ProofRecord> remade(String version) {
        var prover = new LocalDerivatives();
        var records = new LinkedHashMap<String, ProofRecord>();
        for (Row row : rows()) {
            records.put(
                    row.label,
                    ProofRecord.of(row.question, prover.of(row.question), version)
                            .orElseThrow(() -> new IllegalStateException("no record can be made of " + row.label)));
        }
        return records;
    }

    /** What has to be in the file, each question once. */
    static List<Row> rows() {
        var rows = new LinkedHashMap<ProofRecord.Key, Row>();
        tables().forEach(row -> add(rows, row));
        operations().forEach(row -> add(rows, row));
        return List.copyOf(rows.values());
    }

    private static void add(Map<ProofRecord.Key, Row> rows, Row row) {
        ProofRecord.Key key = ProofRecord.key(row.question)
                .orElseThrow(() -> new IllegalStateException("cannot be kept: " + row.label));
        rows.putIfAbsent(key, row);
    }

    /** A row for each row of the tables. */
    private static List<Row> tables() {
        var rows = new ArrayList<Row>();
        for (Activation each : Activations.all()) {
            if (each.kind() != Activation.Kind.NO_GRADIENT) {
                rows.add(new Row("activation " + each.name(), Question.of(each)));
            }
        }
        rows.add(new Row("activation softmax, by another unit's net input", Question.acrossSoftmax()));
        for (Loss each : Losses.all()) {
            rows.add(new Row("loss " + each.name(), Question.of(each)));
        }
        for (Loss each : List.of(Losses.output(), Losses.upstream())) {
            rows.add(new Row("no loss, " + each.name(), Question.of(each)));
        }
        for (Gate each : Gates.all()) {
            for (int i = 0; i < each.taught().size(); i++) {
                Symbol by = each.inputs().get(i);
                rows.add(new Row(
                        "gate " + each.name() + " by " + by.id(),
                        Question.of(each.definition(), by, each.taught().get(i))));
            }
        }
        for (Shortcut each : Shortcut.all()) {
            Activation activation = Activations.find(each.activation()).orElseThrow();
            Loss loss = Losses.find(each.loss()).orElseThrow();
            String label = "shortcut of " + each.activation() + " with " + each.loss();
            rows.add(new Row(label + ", multiplied out", Question.of(activation, loss, each.expanded())));
            rows.add(new Row(label, Question.of(activation, loss, each.delta())));
        }
        return rows;
    }

    /** Operations as graphs and unrolled networks ask about them: in letters, each of which stands once. */
    private static List<Row> operations() {
        var rows = new ArrayList<Row>();
        Expr x = Expr.sym("x");
        Expr y = Expr.sym("y");
        var operations = new ArrayList<Expr>(
                List.of(Expr.add(x, y), Expr.sub(x, y), Expr.neg(x), Expr.div(x, y), Expr.div(Expr.ONE, x)));
        for (int count = 2; count <= FACTORS; count++) {
            operations.add(Expr.mul(letters(count)));
            operations.add(Expr.mul(Collections.nCopies(count, x)));
        }
        for (int exponent = 2; exponent <= POWERS; exponent++) {
            operations.add(Expr.pow(x, exponent));
        }
        for (Function each : Functions.all()) {
            switch (each.kind()) {
                case ENTRYWISE -> operations.add(Expr.call(each.name(), x));
                case LOSS -> operations.add(Expr.call(each.name(), x, y));
                case EXTREMUM -> {
                    for (int count = 2; count <= CHOICES; count++) {
                        operations.add(new Expr.Call(each.name(), letters(count)));
                    }
                    operations.add(Expr.call(each.name(), Expr.ZERO, x));
                    operations.add(Expr.call(each.name(), x, Expr.ZERO));
                }
                default -> {}
            }
        }
        operations.forEach(operation -> addAll(rows, operation));
        // A wrong derivation may go by a target; how many outputs there are is a number then.
        for (Loss each : Losses.all()) {
            for (int count = 1; count <= OUTPUTS; count++) {
                Expr outputs = Expr.num(count);
                Expr part = each.definition().substitute(symbol -> symbol.equals(Loss.COUNT) ? outputs : null);
                rows.add(row(part, Loss.TARGET));
            }
        }
        return rows;
    }

    private static void addAll(List<Row> rows, Expr operation) {
        var letters = new LinkedHashSet<Symbol>();
        collect(operation, letters);
        letters.forEach(letter -> rows.add(row(operation, letter)));
    }

    private static Row row(Expr operation, Symbol by) {
        return new Row("operation " + PlainText.of(operation) + " by " + by.id(), Question.ofOperation(operation, by));
    }

    private static void collect(Expr expr, Set<Symbol> letters) {
        if (expr instanceof Expr.Sym s) {
            letters.add(s.symbol());
        }
        expr.parts().forEach(part -> collect(part, letters));
    }

    private static List<Expr> letters(int count) {
        var letters = new ArrayList<Expr>();
        for (int i = 1; i <= count; i++) {
            letters.add(Expr.sym("x" + i));
        }
        return letters;
    }
}
