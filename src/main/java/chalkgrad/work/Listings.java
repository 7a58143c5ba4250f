package chalkgrad.work;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells in the lines of a program what is said about numbers from what only makes it run.
 *
 * <p>{@code const z = w * x; // 0.52} says {@code z = w * x}; {@code for i in range(3):} says nothing.
 */
final class Listings {
    /** Languages of fenced blocks in which nothing is said in formulas. */
    static final Set<String> SILENT = Set.of(
            "mermaid",
            "dot",
            "graphviz",
            "plantuml",
            "svg",
            "html",
            "xml",
            "css",
            "json",
            "yaml",
            "yml",
            "toml",
            "sql",
            "diff",
            "bash",
            "sh",
            "shell",
            "zsh",
            "dockerfile",
            "makefile",
            "bibtex");

    /** What stands before a cell of a notebook that was copied as text. */
    static final Pattern INPUT = Pattern.compile("In ?\\[\\d{0,4}\\](?::.*|\\s*|\\s+\\(.*\\))");
    /** Words, a colon, and an array. */
    static final Pattern SAID = Pattern.compile(
            "\\p{L}[^:=|]{0,100}[:：]\\s*(?:array\\(|tensor\\()?(\\[[-−+\\d.,\\s\\[\\]eE]*\\d[-−+\\d.,\\s\\[\\]eE]*\\])\\)?");

    private static final Pattern PROGRAM = Pattern.compile(
            "(async )?def \\w+\\s*\\(.*|class \\w+.*[:{]|import [\\w.{*].*|from [\\w.]+ import .*|return\\b.*|print\\s*\\(.*|printf?\\s*\\(.*"
                    + "|for\\b.*\\bin\\b.*:|for\\s*\\(.*|if\\b.*[:{]|elif\\b.*:|else\\s*[:{]|\\}?\\s*else\\b.*|while\\b.*[:{]|with\\b.*:|try\\s*[:{]|except\\b.*:|assert\\b.*|raise\\b.*"
                    + "|pass|break|continue|end|\\}+;?|function\\b.*|#include.*|#!.*|using\\b.*;|public\\b.*|private\\b.*|console\\.log\\(.*|System\\.out.*|plt\\..*|@\\w+|%\\w+.*|pip\\b.*"
                    + "|from __future__.*|torch\\.manual_seed.*|np\\.random\\.seed.*|random\\.seed.*|np\\.set_printoptions.*|\\w+\\.(append|add|fit|step|zero_grad|backward|show|train|eval)\\(.*");

    private static final Pattern DECLARATION = Pattern.compile(
            "\\s*((?:const|let|var|val|auto|final|double|float|real|long double|int)\\s+)[\\p{L}_].*=.*");
    /** Values of which a program makes up its own, {@code np.random.randn(2, 3)}, and objects. */
    private static final Pattern MADE = Pattern.compile(
            ".*=\\s*(?:[\\w.]*\\.)?(random|randn|rand|randint|zeros|ones|empty|zeros_like|ones_like|Linear|Sequential|Dense|SGD|Adam|Module|Net|Model|NeuralNetwork|open|input|range|len|list|dict|set|lambda|DataLoader|Variable)\\b.*");

    /** What a value is asked of, {@code f.z}, and what is done with it that changes none of its entries. */
    private static final Pattern OWNER = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.)\\]])([\\p{L}_]+\\.)(?!T\\b|grad\\b)[\\p{L}_][\\p{L}\\p{N}_]*(?![\\p{L}\\p{N}_(.])");

    private static final Pattern SAME = Pattern.compile(
            "\\.(?:float|double|copy|clone|item|numpy|detach|cpu|tolist)\\(\\)|\\.astype\\([\\w.]*\\)|,\\s*(?:keepdims?|dtype)\\s*=\\s*[\\w.]+(?=[,)])");
    private static final Pattern PRODUCT =
            Pattern.compile("(?<!\\b(?:np|numpy|torch|tf|math))\\.(?:dot|matmul|mm|mv)(?=\\()");

    private final Page page;

    Listings(Page page) {
        this.page = page;
    }

    /** Whether a line only makes a program run. */
    boolean isProgram(int from, int to, boolean listing) {
        if (to - from > 1_000) {
            return false;
        }
        String line = page.string(from, to).strip();
        return PROGRAM.matcher(line).matches()
                        && (listing
                                || !line.startsWith("if ")
                                        && !line.startsWith("else")
                                        && !line.startsWith("with ")
                                        && !line.startsWith("end"))
                || listing && MADE.matcher(line).matches();
    }

    /** Takes the words of a declaration away, and tells a remark behind a statement from it. */
    void tidy(int from, int to, boolean listing) {
        Matcher declaration = DECLARATION.matcher(listing && to - from < 1_000 ? page.string(from, to) : "");
        if (declaration.matches()) {
            page.blank(from + declaration.start(1), from + declaration.end(1));
        }
        for (String own : List.of("self.", "this.")) {
            for (int i = from; listing && i + 5 < to; i++) {
                if (page.starts(i, to, own) && (i == from || !Character.isLetterOrDigit(page.text[i - 1]))) {
                    page.blank(i, i + 5);
                }
            }
        }
        if (listing && to - from < 1_000) {
            attributes(from, page.string(from, to));
        }
        int remark = remark(from, to, listing);
        if (remark < 0) {
            return;
        }
        int behind = remark;
        while (behind < to && ("#/ ".indexOf(page.text[behind]) >= 0 || isNumberInCircle(page.text[behind]))) {
            behind++;
        }
        page.blank(remark, behind);
        boolean arrow = behind < to
                && (page.text[behind] == '→' || page.starts(behind, to, "->") || page.starts(behind, to, "=>"));
        if (arrow) {
            // What comes out is said in a remark: → 0.52
            int length = page.text[behind] == '→' ? 1 : 2;
            page.blank(behind, behind + length);
            page.text[behind] = '=';
        } else if (behind < to && !page.isRelation(behind, to)) {
            page.text[remark] = Page.BORDER;
        }
    }

    private static boolean isNumberInCircle(int c) {
        return c >= '①' && c <= '⑳' || c >= '❶' && c <= '➓';
    }

    /** Takes away whose a value is, and makes {@code a.dot(b)} the product that it is. */
    private void attributes(int from, String line) {
        if (line.indexOf('.') < 0) {
            return;
        }
        Matcher owner = OWNER.matcher(line);
        while (owner.find()) {
            page.blank(place(from, line, owner.start(1)), place(from, line, owner.end(1)));
        }
        Matcher same = SAME.matcher(line);
        while (same.find()) {
            page.blank(place(from, line, same.start()), place(from, line, same.end()));
        }
        Matcher product = PRODUCT.matcher(line);
        while (product.find()) {
            int at = place(from, line, product.start());
            page.blank(at, place(from, line, product.end()));
            page.text[at + 1] = '@';
        }
    }

    private static int place(int from, String line, int index) {
        return from + line.codePointCount(0, index);
    }

    /** Where a remark begins behind something else; or -1. */
    private int remark(int from, int to, boolean listing) {
        boolean maths = false;
        for (int i = from + 1; i + 1 < to; i++) {
            int c = page.text[i];
            maths ^= c == '$';
            boolean room = Character.isWhitespace(page.text[i - 1]) || page.text[i - 1] == ';';
            boolean hash = c == '#' && room && !LexerState.isDigit(page.text[i + 1]) && page.text[i + 1] != '#';
            boolean slashes =
                    listing && c == '/' && page.text[i + 1] == '/' && room && i + 2 < to && page.text[i + 2] == ' ';
            if (!maths && (hash || slashes)) {
                return i;
            }
        }
        return -1;
    }
}
