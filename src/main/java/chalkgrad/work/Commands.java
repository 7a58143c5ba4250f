package chalkgrad.work;

import chalkgrad.work.Token.Kind;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The commands of LaTeX that have a meaning in a formula, and the characters of Unicode that have the same.
 *
 * <p>{@code Commands.SIGNS.get("\\times")} and {@code get("×")} are the operator {@code *}.
 */
final class Commands {
    private Commands() {}

    private static final String[][] ROWS = {
        {"OPERATOR *", "\\times \\cdot \\ast \\bullet \\star \\cdotp × · ⋅ * ∗ ∙ • ＊ ⨯ ✕ ✖"},
        {"OPERATOR /", "\\div \\slash \\oslash ÷ / ∕ ⁄ ⊘"},
        {"OPERATOR ⊙", "\\odot \\circ \\circledcirc ⊙ ∘ ○ ◦"},
        {"OPERATOR +", "+ ﹢"},
        {"OPERATOR -", "- − – ﹣ ‐ ‑ ‒ ˗ ➖"},
        {"OPERATOR ^", "^"},
        {"OPERATOR _", "_ \\_"},
        {"OPERATOR '", "' ′ ’ ‘ ʹ \\prime"},
        {"OPERATOR ''", "″ \\dprime"},
        {"OPERATOR |", "| \\vert \\lvert \\rvert \\mid ∣"},
        {"OPERATOR ‖", "\\| \\Vert \\lVert \\rVert ‖ ∥"},
        {"OPERATOR over", "\\over"},
        {"OPERATOR @", "@"},
        {"OPERATOR #", "# \\#"},
        {"OPERATOR ,", ","},
        {"OPERATOR ;", ";"},
        {"OPERATOR :", ": \\colon"},
        {"OPERATOR .", "."},
        {"NAME top", "\\top \\intercal ⊤ ⊺"},
        {"NAME T", "\\tran \\transpose"},
        {"RELATION =", "= \\equiv ≡ \\eq"},
        {
            "RELATION ~",
            "\\approx \\approxeq \\simeq \\sim \\doteq \\cong \\fallingdotseq \\risingdotseq \\thickapprox \\doteqdot ≈ ≃ ≅ ≐ ≒ ≓ ∼ ≑"
        },
        {
            "RELATION :",
            "\\coloneqq \\coloneq \\leftarrow \\gets \\triangleq \\longleftarrow \\Leftarrow ≔ ≜ ≝ ← ⟵ ⇐ \\defeq \\stackrel!"
        },
        {"INEQUALITY <", "< ≪ \\lt \\ll"},
        {"INEQUALITY >", "> ≫ \\gt \\gg"},
        {"INEQUALITY ≤", "≤ ⩽ \\le \\leq \\leqslant"},
        {"INEQUALITY ≥", "≥ ⩾ \\ge \\geq \\geqslant"},
        {"INEQUALITY ≠", "≠ \\ne \\neq ∈ ∝ \\in \\propto \\notin \\subset"},
        {
            "BORDER →",
            "\\to \\rightarrow \\Rightarrow \\implies \\Longrightarrow \\longrightarrow \\iff \\Leftrightarrow \\leftrightarrow \\therefore \\because"
                    + " \\mapsto \\impliedby \\Longleftrightarrow \\Downarrow \\downarrow → ⇒ ⟹ ⟶ ➜ ➔ ⇔ ↔ ∴ ∵ ↦ ⟺ ⇨ ➡ ▶ ► ※ ☞ ✓ ✔ — \u2028 \u2029 \uE000"
        },
        {"QUAD \\quad", "\\quad \\qquad \\hfill \\hfil \\enspace \\par"},
        {"ALIGN &", "&"},
        {"ROW ", "\\cr \\newline \\tabularnewline"},
        {"PARTIAL ∂", "\\partial ∂ \\eth"},
        {"NABLA ∇", "\\nabla ∇"},
        {"SUM ∑", "\\sum ∑ Σ"},
        {"FRACTION \\frac", "\\frac \\dfrac \\tfrac \\cfrac \\sfrac \\nicefrac"},
        {"DERIVATIVE \\pd", "\\pd \\pdv \\pderiv \\dv \\diffp \\dd \\partialderivative \\derivative"},
        {"ROOT \\sqrt", "\\sqrt √"},
        {"ACCENT hat", "\\hat \\widehat"},
        {"ACCENT bar", "\\bar \\overline"},
        {"ACCENT tilde", "\\tilde \\widetilde"},
        {"ACCENT dot", "\\dot"},
        {"DOTS …", "\\dots \\cdots \\ldots \\vdots \\dotsc \\dotsb \\dotsm \\dotsi \\hdots … ⋯ ⋮ ‥"},
        {"OPEN (", "( \\{ \\lbrace \\lparen ❨"},
        {"CLOSE )", ") \\} \\rbrace \\rparen ❩"},
        {"OPEN [", "[ \\lbrack ［ 【"},
        {"CLOSE ]", "] \\rbrack ］ 】"},
        {"OPEN {", "{ \\bgroup \\begingroup"},
        {"CLOSE }", "} \\egroup \\endgroup"},
    };

    /** What a command or a character is. */
    record Sign(Kind kind, String text) {}

    static final Map<String, Sign> SIGNS = signs();

    /** Commands that are passed over, with the number of their arguments that are passed over with them. */
    static final Map<String, Integer> DROPPED = dropped();

    /** Commands after which a group is a text. */
    static final Set<String> TEXTS = Set.of(
            "text",
            "mbox",
            "hbox",
            "textrm",
            "textnormal",
            "textsf",
            "textit",
            "textbf",
            "texttt",
            "intertext",
            "shortintertext");

    /** Commands after which letters that stand together are one name. */
    static final Set<String> UPRIGHT = Set.of(
            "mathrm", "mathit", "mathsf", "mathtt", "operatorname", "operatorname*", "mathnormal", "rm", "mathup");

    private static Map<String, Sign> signs() {
        var map = new HashMap<String, Sign>();
        for (String[] row : ROWS) {
            int blank = row[0].indexOf(' ');
            var sign = new Sign(Kind.valueOf(row[0].substring(0, blank)), row[0].substring(blank + 1));
            for (String written : row[1].split(" ", -1)) {
                map.put(written, sign);
            }
        }
        for (var letter : Vocabulary.LETTERS.entrySet()) {
            map.putIfAbsent(letter.getKey(), new Sign(Kind.NAME, letter.getValue()));
        }
        for (var function : Vocabulary.FUNCTIONS.entrySet()) {
            if (function.getKey().length() > 1 && !Vocabulary.LETTERS.containsValue(function.getKey())) {
                map.putIfAbsent("\\" + function.getKey(), new Sign(Kind.FUNCTION, function.getValue()));
            }
        }
        map.put("\\lg", new Sign(Kind.FUNCTION, "log10"));
        return Map.copyOf(map);
    }

    private static Map<String, Integer> dropped() {
        var map = new HashMap<String, Integer>();
        for (String name :
                ("left right big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm middle limits nolimits displaystyle"
                                + " textstyle scriptstyle scriptscriptstyle nonumber notag hline allowbreak nobreak break relax strut mathstrut"
                                + " boxed fbox framebox cancel bcancel xcancel underline mathop mathord mathrel mathbin mathopen mathclose mathpunct ensuremath"
                                + " smash result mathbf boldsymbol bm mathcal mathbb mathscr mathfrak vec pmb bold bf it sf tt cal bfseries normalsize"
                                + " small large Large footnotesize tiny noindent centering negthinspace thinspace medspace thickspace negmedspace"
                                + " underbrace overbrace overrightarrow hphantom- tag* item qed qedhere square blacksquare checkmark")
                        .split(" ", -1)) {
            map.put(name, 0);
        }
        for (String name :
                ("tag label color textcolor hspace hspace* vspace vspace* phantom hphantom vphantom ref eqref cite footnote underset"
                                + " overset stackrel colorbox definecolor mspace mskip hskip kern setlength href")
                        .split(" ", -1)) {
            map.put(name, 1);
        }
        map.put("tag*", 1);
        return Map.copyOf(map);
    }
}
