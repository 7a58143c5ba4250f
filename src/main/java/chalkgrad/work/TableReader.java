package chalkgrad.work;

import chalkgrad.algebra.Expr;
import chalkgrad.algebra.PlainText;
import chalkgrad.algebra.Symbol;
import chalkgrad.work.Collector.Content;
import chalkgrad.work.Collector.Setting;
import chalkgrad.work.Outline.Context;
import chalkgrad.work.Table.Cell;
import chalkgrad.work.Work.Chain;
import chalkgrad.work.Work.Side;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads the cells of a table as formulas: the head of its column and that of its row say what a value is of.
 *
 * <p>Of {@code | Weight | Gradient | New |} and {@code | w5 | 0.0259 | 0.437 |} it makes {@code dE/dw5 = 0.0259} and {@code w5new = 0.437}.
 */
final class TableReader {
    private final Page page;
    private final Lines lines;
    private final Tidier tidier;
    private final Collector collector;
    private final Context context;

    TableReader(Page page, Lines lines, Tidier tidier, Collector collector, Context context) {
        this.page = page;
        this.lines = lines;
        this.tidier = tidier;
        this.collector = collector;
        this.context = context;
    }

    /** A cell with what it says. */
    private record Entry(Content content, Optional<Symbol> name, Optional<Role> role, String text) {
        boolean isStatement() {
            return !content.chains().isEmpty()
                    || content.unread().isPresent() && content.sides().isEmpty();
        }

        boolean isEmpty() {
            return content.sides().isEmpty() && !isStatement();
        }

        /** Whether it is a number, or several. */
        boolean isNumber() {
            return !content.sides().isEmpty() && content.sides().stream().allMatch(side -> isNumeric(side.expr()));
        }

        /** Whether it says something in words, and letters were taken out of these: {@code El sesgo de la neurona}. */
        boolean isSentence() {
            return WORDS.matcher(text).matches()
                    && content.sides().get(0).text().strip().chars().allMatch(Character::isLetter);
        }

        boolean isBareNumber() {
            return isNumber() && content.words().isEmpty();
        }

        /** Whether it names one thing, and is no word for a kind of things. */
        boolean isSpecific() {
            return name.isPresent() && role.isEmpty();
        }

        private static final Pattern WORDS = Pattern.compile("\\p{L}{2,}(?: \\p{L}+)+[.…]?");

        private static final Entry NONE = new Entry(Content.NOTHING, Optional.empty(), Optional.empty(), "");
    }

    /** Reads a table. */
    void read(Table table) {
        List<List<Entry>> rows = table.rows().stream()
                .map(row ->
                        row.stream().map(cell -> entry(cell, table.formulas())).toList())
                .toList();
        int headers = table.headers() >= 0 ? table.headers() : isHead(rows) ? 1 : 0;
        List<Entry> head = headers > 0 ? rows.get(headers - 1) : List.of();
        List<List<Entry>> body = rows.subList(headers, rows.size());
        head.forEach(entry -> statements(entry, context));
        if (isOfEdges(head, body)) {
            body.forEach(row -> edges(head, row));
            collector.under(context);
            return;
        }
        boolean columns = byColumns(head, body);
        int names = columns ? 0 : nameColumn(head, body);
        for (List<Entry> row : body) {
            if (columns) {
                column(head, row);
            } else if (names > 0 && at(row, names).isSpecific()) {
                row.subList(0, names).forEach(entry -> statements(entry, under(Entry.NONE, first(row))));
                row(
                        head.isEmpty() ? head : head.subList(Math.min(names, head.size()), head.size()),
                        row.subList(names, row.size()));
            } else {
                row(head, row);
            }
        }
        collector.under(context);
    }

    // Cells

    private Entry entry(Cell cell, boolean formulas) {
        int from = cell.from();
        int to = cell.to();
        while (from < to && Character.isWhitespace(page.text[from])) {
            from++;
        }
        while (to > from && Character.isWhitespace(page.text[to - 1])) {
            to--;
        }
        if (from == to) {
            return Entry.NONE;
        }
        String text = lines.source(from, to);
        tidier.tidy(from, to);
        if (page.isRelation(from, to)) {
            page.blank(from, from + (page.text[from] == '\\' ? 7 : 1));
        }
        boolean maths = formulas || isFormula(from, to);
        Content content = collector.content(Passage.of(page, lines, from, to), maths ? Setting.DISPLAY : Setting.PROSE);
        if (!content.chains().isEmpty()) {
            return new Entry(content, Optional.empty(), Optional.empty(), text);
        }
        Optional<Role> phrase = Role.ofPhrase(text);
        if (phrase.isPresent() && content.sides().stream().allMatch(side -> side.expr() instanceof Expr.Sym)) {
            return new Entry(content, Optional.empty(), phrase, text);
        }
        Optional<Symbol> name = edge(content, text).or(() -> name(content));
        // A word of one letter, 值, is no name.
        Optional<Role> word = name.filter(
                        symbol -> symbol instanceof WrittenName s && s.base().codePointAt(0) > 127)
                .flatMap(symbol -> Role.ofWords(((WrittenName) symbol).base()));
        if (word.isPresent()) {
            return new Entry(content, Optional.empty(), word, text);
        }
        // Of AFTER (batch step) the step is no name.
        Optional<Role> said = name.filter(TableReader::isWord).flatMap(symbol -> ofWords(content.words(), symbol));
        if (said.isPresent()) {
            return new Entry(content, Optional.empty(), said, text);
        }
        return new Entry(
                content, name, name.isPresent() ? Role.ofName(name.get()) : Role.ofWords(content.words()), text);
    }

    /** Whether all of a cell stands between marks of a formula. */
    private boolean isFormula(int from, int to) {
        boolean dollars = page.text[from] == '$' && page.text[to - 1] == '$';
        int inside = 0;
        for (int i = from; i < to; i++) {
            inside += page.text[i] == '$' ? 1 : 0;
        }
        return dollars && (inside == 2 || inside == 4 && page.starts(from, to, "$$")) || page.starts(from, to, "\\(");
    }

    private static final Pattern ARROW = Pattern.compile("→|->|\\\\(long)?(right)?arrow|\\\\to\\b|\\\\longrightarrow");

    /** The weight of an edge between two units, {@code x_1 → h_1}. */
    private static Optional<Symbol> edge(Content content, String text) {
        List<Side> sides = content.sides();
        boolean between = sides.size() == 2
                && sides.stream()
                        .allMatch(side -> side.expr() instanceof Expr.Sym sym && sym.symbol() instanceof WrittenName)
                && ARROW.matcher(text).find();
        return between
                ? Optional.of(new WrittenName("w", unit(sides.get(0)) + "," + unit(sides.get(1)), ""))
                : Optional.empty();
    }

    private static String unit(Side side) {
        return unit((WrittenName) ((Expr.Sym) side.expr()).symbol());
    }

    /** The name in a cell that says what others are of; words for the loss are its name. */
    private static Optional<Symbol> name(Content content) {
        for (Side side : content.sides()) {
            Expr expr = side.expr();
            // Loss (o-t)^2 is the loss, and how it is computed.
            Expr first = expr instanceof Expr.Mul product ? product.parts().get(0) : expr;
            boolean word = first instanceof Expr.Sym s
                    && s.symbol() instanceof WrittenName name
                    && Vocabulary.LABELS.contains(name.base());
            if (expr instanceof Expr.Sym sym) {
                return Optional.of(sym.symbol());
            } else if (word) {
                return Optional.of(((Expr.Sym) first).symbol());
            }
        }
        return content.sides().isEmpty() || content.sides().get(0).expr() instanceof Expr.Num
                ? Nouns.find(content.words()).map(name -> name)
                : Optional.empty();
    }

    /** Whether a name is a word that is no quantity of itself, {@code step}. */
    private static boolean isWord(Symbol symbol) {
        return symbol instanceof WrittenName name
                && name.sub().isEmpty()
                && Vocabulary.LABELS.contains(name.base())
                && Nouns.of(name.base()).isEmpty();
    }

    private static boolean isHead(List<List<Entry>> rows) {
        List<Entry> first = rows.get(0);
        boolean values = first.stream().skip(1).anyMatch(entry -> entry.isBareNumber() || entry.isStatement());
        boolean below =
                rows.stream().skip(1).flatMap(List::stream).anyMatch(entry -> entry.isNumber() || entry.isStatement());
        return !values && below && first.stream().anyMatch(entry -> !entry.isEmpty() || !entry.text.isEmpty());
    }

    /** Whether the heads of the columns name what the values are of; else those of the rows do. */
    private static boolean byColumns(List<Entry> head, List<List<Entry>> body) {
        long named = head.stream().filter(Entry::isSpecific).count();
        long general =
                head.stream().skip(1).filter(entry -> entry.name.isPresent()).count();
        long rows = body.stream().filter(row -> first(row).isSpecific()).count();
        return named > 0 && rows == 0
                || named + general > 0
                        && rows == 0
                        && body.stream().allMatch(row -> !first(row).name.isPresent());
    }

    /** The column that has the names of what stands in the rows, where words stand before it: {@code | Hidden 1 | h₁ | 0.62 |}. */
    private static int nameColumn(List<Entry> head, List<List<Entry>> body) {
        int columns = body.stream().mapToInt(List::size).max().orElse(0);
        for (int c = 0; c + 1 < columns; c++) {
            int column = c;
            long specific =
                    body.stream().filter(row -> at(row, column).isSpecific()).count();
            boolean values = body.stream().anyMatch(row -> at(row, column).isNumber());
            if (2 * specific >= body.size()
                    && specific > 1
                    && !values
                    && at(head, c).role.isEmpty()) {
                return c;
            }
        }
        return 0;
    }

    private static Entry first(List<Entry> row) {
        return row.isEmpty() ? Entry.NONE : row.get(0);
    }

    private static Entry at(List<Entry> row, int column) {
        return column < row.size() ? row.get(column) : Entry.NONE;
    }

    /** Whether there is no name in an expression. */
    private static boolean isNumeric(Expr expr) {
        var open = new ArrayDeque<Expr>();
        open.push(expr);
        while (!open.isEmpty()) {
            Expr part = open.pop();
            if (part instanceof Expr.Sym) {
                return false;
            }
            part.parts().forEach(open::push);
        }
        return true;
    }

    // Weights from the units of the rows to those of the columns

    private static final Pattern BIAS = Pattern.compile("(?i)\\W*bias\\b.*");

    /** Whether the rows and the columns of a table are units, and its cells the weights between them. */
    private static boolean isOfEdges(List<Entry> head, List<List<Entry>> body) {
        boolean columns = head.size() > 1 && head.stream().skip(1).allMatch(TableReader::isUnit);
        boolean rows = body.size() > 1 && body.stream().map(TableReader::first).allMatch(TableReader::isEnd);
        return columns
                && rows
                && body.stream()
                        .flatMap(row -> row.stream().skip(1))
                        .allMatch(entry -> entry.isBareNumber() || entry.isEmpty());
    }

    private static boolean isEnd(Entry entry) {
        return isUnit(entry) || BIAS.matcher(entry.text).matches();
    }

    private static boolean isUnit(Entry entry) {
        return entry.isSpecific()
                && entry.name.orElseThrow() instanceof WrittenName name
                && name.base().length() == 1
                && !name.sub().isEmpty()
                && !Vocabulary.WEIGHTS.contains(name.base());
    }

    private void edges(List<Entry> head, List<Entry> row) {
        Entry from = first(row);
        boolean bias = BIAS.matcher(from.text).matches();
        for (int c = 1; c < row.size() && c < head.size(); c++) {
            var to = (WrittenName) head.get(c).name.orElseThrow();
            String source = bias ? "bias" : unit((WrittenName) from.name.orElseThrow());
            var weight = new WrittenName("w", source + "," + unit(to), "");
            cell(row.get(c), Optional.of(Expr.sym(weight)), List.of(), under(Entry.NONE, from));
        }
    }

    private static String unit(WrittenName name) {
        return name.base() + name.sub();
    }

    // Columns that are named

    private void column(List<Entry> head, List<Entry> row) {
        Entry label = first(row);
        boolean labels = !at(head, 0).isSpecific() || !label.isBareNumber();
        Role role = labels ? label.role.orElse(Role.VALUE) : Role.VALUE;
        Context here = labels && label.role.isEmpty() ? under(at(head, 0), label) : context;
        if (labels) {
            statements(label, here);
        }
        for (int c = labels ? 1 : 0; c < row.size(); c++) {
            Optional<Symbol> name = at(head, c).name;
            cell(row.get(c), name.map(symbol -> role.isValue() ? role.of(symbol) : Expr.sym(symbol)), List.of(), here);
        }
    }

    private Context under(Entry head, Entry label) {
        String text = Lines.oneLine(plain(head.text) + " " + plain(label.text));
        return text.isEmpty() ? context : context.under(text);
    }

    private static String plain(String text) {
        return text.replaceAll("[*`$]", "");
    }

    // Rows that are named

    private void row(List<Entry> head, List<Entry> row) {
        Entry label = first(row);
        Context here = under(at(head, 0), label);
        boolean only = row.stream().skip(1).filter(Entry::isNumber).count() == 1;
        if (only && result(head, row, here)) {
            return;
        }
        statements(label, here);
        var formula = new ArrayList<Side>();
        for (int c = label.isNumber() && label.name.isEmpty() && head.isEmpty() ? 0 : 1; c < row.size(); c++) {
            Entry entry = row.get(c);
            Role role = role(at(head, c), entry, head.isEmpty() || only);
            if (role == Role.NOTHING) {
                continue;
            }
            Entry top = at(head, c);
            Optional<Expr> of = label.name.flatMap(symbol -> of(symbol, role, top, label));
            boolean derivation = role == Role.FORMULA
                    && !entry.isStatement()
                    && !entry.content.sides().isEmpty();
            if (derivation) {
                formula.add(entry.content.sides().get(0));
            } else if (role == Role.FORMULA
                    && entry.content.chains().size() == 1
                    && isResult(at(head, c + 1), at(row, c + 1))) {
                Chain chain = entry.content.chains().get(0);
                boolean named = isNumeric(chain.sides().get(0).expr()) && of.isPresent();
                var sides = new ArrayList<Side>();
                if (named) {
                    sides.add(named(chain.sides().get(0), of.get()));
                }
                sides.addAll(chain.sides());
                sides.add(at(row, c + 1).content.sides().get(0));
                keep(sides, named, here);
                c++;
            } else {
                boolean between = entry.isStatement() && !formula.isEmpty();
                cell(entry, of, formula, here);
                if (!entry.isEmpty() && !between) {
                    formula.clear();
                }
            }
        }
        if (!formula.isEmpty()) {
            var sides = new ArrayList<Side>();
            sides.addAll(formula);
            label.name.ifPresent(symbol -> sides.add(0, named(sides.get(0), Expr.sym(symbol))));
            if (sides.size() < 2) {
                return;
            }
            keep(sides, label.name.isPresent(), here);
        }
    }

    /** Keeps an equation that heads a row with the only value beside it, {@code | o = σ(z) | 0.627 |}; gives whether it is that. */
    private boolean result(List<Entry> head, List<Entry> row, Context here) {
        Content said = first(row).content;
        int column = 1;
        while (column < row.size() && row.get(column).isEmpty()) {
            column++;
        }
        Entry value = at(row, column);
        boolean result = said.chains().size() == 1
                && said.unread().isEmpty()
                && value.isBareNumber()
                && value.content.sides().size() == 1
                && !isNumeric(said.chains()
                        .get(0)
                        .sides()
                        .get(said.chains().get(0).sides().size() - 1)
                        .expr())
                && role(at(head, column), value, true) == Role.VALUE
                && row.stream().skip(column + 1L).allMatch(Entry::isEmpty);
        if (result) {
            var sides = new ArrayList<>(said.chains().get(0).sides());
            sides.add(value.content.sides().get(0));
            keep(sides, true, here);
        }
        return result;
    }

    private static boolean isResult(Entry head, Entry entry) {
        return head.role.orElse(Role.VALUE) == Role.VALUE && entry.isNumber();
    }

    private static Role role(Entry head, Entry entry, boolean only) {
        if (head.role.isPresent()) {
            return head.role.get();
        }
        boolean numbered = head.isNumber() && !head.content.words().isEmpty();
        if (numbered || head.isEmpty() && head.text.isEmpty() || only && entry.isNumber()) {
            return Role.VALUE;
        }
        return entry.isStatement()
                ? Role.VALUE
                : entry.isNumber() || entry.isEmpty()
                        ? Role.NOTHING
                        : entry.name.isPresent() ? Role.NOTHING : Role.FORMULA;
    }

    /** What a value is of, by the heads of its row and its column; a general index takes the number that the column has. */
    private static Optional<Expr> of(Symbol symbol, Role role, Entry head, Entry label) {
        Role own = role == Role.VALUE || role == Role.FORMULA
                ? ofWords(label.content.words(), symbol).orElse(role)
                : role;
        boolean numbered =
                head.name.isEmpty() && head.isNumber() && !head.content.words().isEmpty();
        if (numbered && symbol instanceof WrittenName name && (name.sub().isEmpty() || "ijk".contains(name.sub()))) {
            String number = head.content.sides().get(0).text();
            return Optional.of(Expr.sym(new WrittenName(name.base(), number, name.sup())));
        }
        return Optional.of(own.isValue() ? own.of(symbol) : Expr.sym(symbol));
    }

    /** What the words beside a name say, the name's own letters left out. */
    private static Optional<Role> ofWords(String words, Symbol symbol) {
        return Role.ofWords(symbol instanceof WrittenName name ? words.replace(name.base(), " ") : words)
                .filter(Role::isValue);
    }

    // What is kept

    /** Keeps what a cell says: equations of its own, or a value of something. */
    private void cell(Entry entry, Optional<Expr> of, List<Side> formula, Context here) {
        if (entry.isStatement()) {
            // What stands between a formula and its result is worked out by itself.
            boolean calculation = of.isPresent()
                    && formula.isEmpty()
                    && entry.content.chains().size() == 1
                    && isNumeric(entry.content.chains().get(0).sides().get(0).expr());
            if (calculation) {
                var sides = new ArrayList<>(formula);
                sides.addAll(entry.content.chains().get(0).sides());
                sides.add(0, named(sides.get(0), of.get()));
                keep(sides, true, here);
            } else {
                statements(entry, here);
            }
            return;
        }
        if (entry.content.sides().isEmpty()
                && of.isPresent()
                && entry.text.codePoints().anyMatch(Character::isDigit)) {
            entry.content.failed().ifPresent(collector::unread);
        }
        if (entry.content.sides().isEmpty() || of.isEmpty() && formula.isEmpty() || entry.isSentence()) {
            return;
        }
        var sides = new ArrayList<>(formula);
        sides.add(entry.content.sides().get(0));
        of.ifPresent(expr -> sides.add(0, named(sides.get(0), expr)));
        if (sides.size() > 1) {
            keep(sides, of.isPresent(), here);
        }
    }

    private void statements(Entry entry, Context here) {
        collector.under(here);
        entry.content.chains().forEach(chain -> collector.chain(chain.sides()));
        entry.content.unread().ifPresent(collector::unread);
    }

    private void keep(List<Side> sides, boolean headed, Context here) {
        collector.under(here);
        Side first = sides.get(0);
        var all = new ArrayList<>(sides);
        all.set(0, new Side(first.line(), first.text(), Expr.Sign.EQUAL, first.expr()));
        collector.chain(all, headed);
    }

    private static Side named(Side beside, Expr expr) {
        return new Side(beside.line(), PlainText.of(expr), Expr.Sign.EQUAL, expr);
    }
}
