[#--
  A worked solution in LaTeX. You may change this file, or put your own in front of it: `--templates DIR` looks for
  DIR/tex/document.ftl, DIR/tex/preamble.ftl and so on before it takes the built-in one.

  How to write here: everything is LaTeX, except
    [=something]             prints something, escaped: you never need to escape, and cannot forget to;
    [#if …] … [/#if]         and [#list … as x] … [/#list], FreeMarker's own (its manual has the rest), and comments such as this.

  What there is:
    page.title               the title                       page.language    "ko" or "en"
    page.header              what stands on top of every page, or empty
    page.elements            what the page consists of, from top to bottom
    page.korean              whether Korean letters occur    page.titled      whether a heading of level 1 is among the elements

  An element is of one kind (element.kind), and has:
    heading      level (1 title, 2 section, 3 and 4 below it), text, anchor (what a contents list calls it by, or empty)
    contents     label; entries: each with text and address (the anchor of the heading it leads to)
    paragraph    text
    note         tone ("remark", "warning", "checked"), label, text
    items        items: a list of texts
    display      rows: each with left and right, two formulas that are aligned between them
    table        columns: each with align ("left", "center", "right") and width (0, or a part of the line's width);
                 size ("normal", "small", "footnote", "script"); header: a list of texts; rows: lists of texts
    figure       picture, description
    fields       labels: a list of texts, each with a place to write behind it; lines: how many are left empty above them
    jotting      a line of a text that has been marked: number, text, stamp ("none", "right", "rounding", "follows", "undecided",
                 "unread", "wrong"), sign (✓, ≈ and so on), label (the stamp in a word, or empty), remarks: a list of texts

  A text prints itself whole, formulas and emphasis included: [=element.text]. If you want to go through it:
  [#list element.text as run] … run.kind is "text", "strong", "typed" or "inline"; run.text, or run.formula; [=run] prints it.
  element.text.plain is the same without formulas and emphasis; element.text.formulas tells whether there are formulas.
  A formula prints itself without dollars: $[=row.left]$. Its plain text is row.left.text.
--]
[#include "preamble.ftl"]

\begin{document}

[#if !page.titled]
\pagetitle{[=page.title]}

[/#if]
[#list page.elements as element]
[#include "elements/" + element.kind + ".ftl"]
[#-- Without an empty line a display belongs to the paragraph that introduces it, and no page ends between the two. --]
[#if !(element.kind == "paragraph" && element?has_next && page.elements[element?counter].kind == "display")]

[/#if]
[/#list]
\end{document}
