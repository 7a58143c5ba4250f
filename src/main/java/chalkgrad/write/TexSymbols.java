package chalkgrad.write;

import java.util.HashMap;
import java.util.Map;

/**
 * Which characters LaTeX's text fonts have, and how the others can be had from its mathematical fonts.
 *
 * <p>{@code TexSymbols.NAMES.get((int) 'σ')} is {@code \sigma}.
 */
final class TexSymbols {
    /** Letters and punctuation beyond Latin-1 that each engine sets with Latin Modern. */
    private static final String LATIN =
            "ĂăĄąĆćČčĎďĐđĘęĚěĞğĹĺĽľŁłŃńŇňŐőŒœŔŕŘřŚśŞşŠšŢţŤťŮůŰűŸŹźŻżŽžȘșȚț" + "–—‘’‚“”„†‡•…‰‹›€™";

    /** A character's command in mathematics: a row for each, the character first. */
    private static final String TABLE = """
            α \\alpha|β \\beta|γ \\gamma|δ \\delta|ε \\varepsilon|ϵ \\epsilon|ζ \\zeta|η \\eta|θ \\theta|ϑ \\vartheta|ι \\iota
            κ \\kappa|λ \\lambda|μ \\mu|ν \\nu|ξ \\xi|ο o|π \\pi|ρ \\rho|σ \\sigma|ς \\varsigma|τ \\tau|υ \\upsilon|φ \\varphi|ϕ \\phi
            χ \\chi|ψ \\psi|ω \\omega|Α \\mathrm{A}|Β \\mathrm{B}|Γ \\Gamma|Δ \\Delta|Ε \\mathrm{E}|Ζ \\mathrm{Z}|Η \\mathrm{H}
            Θ \\Theta|Ι \\mathrm{I}|Κ \\mathrm{K}|Λ \\Lambda|Μ \\mathrm{M}|Ν \\mathrm{N}|Ξ \\Xi|Ο \\mathrm{O}|Π \\Pi
            Ρ \\mathrm{P}|Σ \\Sigma|Τ \\mathrm{T}|Υ \\Upsilon|Φ \\Phi|Χ \\mathrm{X}|Ψ \\Psi|Ω \\Omega
            ± \\pm|× \\times|÷ \\div|· \\cdot|¬ \\neg|− -|∗ \\ast|∘ \\circ|∙ \\bullet|√ \\surd|∞ \\infty|∂ \\partial|∇ \\nabla
            ∑ \\textstyle\\sum|∏ \\textstyle\\prod|∫ \\textstyle\\int|∈ \\in|∉ \\notin|∀ \\forall|∃ \\exists|∅ \\emptyset
            ∧ \\wedge|∨ \\vee|∩ \\cap|∪ \\cup|⊂ \\subset|⊆ \\subseteq|⊙ \\odot|⊗ \\otimes|⊕ \\oplus|⊤ \\top|⊥ \\bot
            ≈ \\approx|≃ \\simeq|≅ \\cong|≡ \\equiv|≠ \\neq|≤ \\leq|≥ \\geq|≪ \\ll|≫ \\gg|∝ \\propto|∼ \\sim|∥ \\parallel
            ← \\leftarrow|→ \\rightarrow|↑ \\uparrow|↓ \\downarrow|↔ \\leftrightarrow|⇐ \\Leftarrow|⇒ \\Rightarrow|⇔ \\Leftrightarrow
            ↦ \\mapsto|⋅ \\cdot|⋯ \\cdots|⋮ \\vdots|⟨ \\langle|⟩ \\rangle|ℓ \\ell|ℝ \\mathbb{R}|ℕ \\mathbb{N}|ℤ \\mathbb{Z}
            ′ {}'|″ {}''|‖ \\Vert|○ \\bigcirc|● \\bullet|△ \\triangle|□ \\square|■ \\blacksquare|✓ \\checkmark|★ \\bigstar
            ⁰ {}^{0}|⁴ {}^{4}|⁵ {}^{5}|⁶ {}^{6}|⁷ {}^{7}|⁸ {}^{8}|⁹ {}^{9}|⁺ {}^{+}|⁻ {}^{-}|ⁿ {}^{n}|ᵀ {}^{T}
            ₀ {}_{0}|₁ {}_{1}|₂ {}_{2}|₃ {}_{3}|₄ {}_{4}|₅ {}_{5}|₆ {}_{6}|₇ {}_{7}|₈ {}_{8}|₉ {}_{9}|₊ {}_{+}|₋ {}_{-}
            """;

    static final Map<Integer, String> NAMES = names();

    private TexSymbols() {}

    /** Whether the text fonts have it in XeLaTeX, LuaLaTeX and pdfLaTeX. */
    static boolean inTextFont(int c) {
        return c < 0x80 || c > 0xA0 && c <= 0xFF && c != 0xAD || LATIN.indexOf(c) >= 0;
    }

    /** Whether the fonts that kotex brings have it: Hangul and, of the rest of East Asia, what the Korean standard set has. */
    static boolean inKoreanFont(int c) {
        return c >= 0xAC00 && c <= 0xD7A3 // syllables
                || c >= 0x3131 && c <= 0x318E // letters
                || c >= 0x3001 && c <= 0x3003 // 、。〃
                || c >= 0x3008 && c <= 0x3011 // brackets
                || c >= 0x3041 && c <= 0x3093 // Hiragana
                || c >= 0x30A1 && c <= 0x30F6; // Katakana
    }

    private static Map<Integer, String> names() {
        Map<Integer, String> names = new HashMap<>();
        for (String row : TABLE.strip().split("[|\n]", -1)) {
            int space = row.indexOf(' ');
            names.put(row.codePointAt(0), row.substring(space + 1));
        }
        return Map.copyOf(names);
    }
}
