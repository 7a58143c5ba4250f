package chalkgrad.write;

import java.util.List;

/** Texts that mean something to somebody, and must mean nothing to us. */
public final class Hostile {
    public static final List<String> TEXTS = List.of(
            "\\input{/etc/passwd}",
            "\\write18{ls} \\csname end\\endcsname",
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "[=x] [=.version] ${x} #{x}",
            "[#list 1..9 as i]x[/#list] [#include \"/etc/passwd\"] [@x /] [#-- x --]",
            "$$ x $$ $x$ $`x`$",
            "`code` ``` ~~~ ```math",
            "a | b || c \\| d",
            "-- --- ,, `` '' ?` !` << >> \"quoted\" it's -",
            "- item",
            "+ item",
            "* item",
            "1. item",
            "12) item",
            "# heading",
            "## heading ##",
            "> quote",
            "---",
            "===",
            "===  ",
            "***",
            "___",
            ":---",
            "    indented code",
            "\tindented",
            "[link](http://evil.example) ![img](x.png) [ref]: http://x",
            "http://evil.example/a?b=c&d www.evil.example ftp://x",
            "<http://evil.example> <a@b.example>",
            "&amp; &lt; &#65; &copy; & R&D",
            "**bold** __bold__ *it* _it_ ~~gone~~ ==x==",
            "[x] [ ] [^1] [[wiki]] {curly} {#id .class}",
            "trailing backslash \\",
            "\\\\ \\[ x \\] \\( y \\)",
            "100% #1 a_b x^2 ~ ^ {} &",
            "[!NOTE]",
            "!",
            "a\nb\r\nc\u2028d",
            "a\u0000b\u0007c\u001bd\u007fe\u0085f",
            "right\u202Eto left\u202C \u2066x\u2069",
            "lone \uD800 surrogate \uDC00",
            "\uFFFE\uFDD0 no characters",
            "한글 제목: 신경망의 역전파",
            "가-나 -- 다",
            "Ünïcödé ß ø Ł ő €",
            "w".repeat(300),
            "a-".repeat(150),
            "_".repeat(300),
            "가".repeat(300));

    private Hostile() {}
}
