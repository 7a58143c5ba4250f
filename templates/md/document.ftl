[#--
  A worked solution in GitHub's Markdown. You may change this file, or put your own in front of it: `--templates DIR` looks
  for DIR/md/document.ftl, DIR/md/elements/table.ftl and so on before it takes the built-in one.

  How to write here: everything is Markdown, except
    [=something]             prints something, escaped: you never need to escape, and cannot forget to;
    [#if …] … [/#if]         and [#list … as x] … [/#list], FreeMarker's own (its manual has the rest), and comments such as this.

  What there is:
    page.title               the title                       page.language    "ko" or "en"
    page.header              what stands on top of every page, or empty
    page.elements            what the page consists of, from top to bottom
    page.korean              whether Korean letters occur    page.titled      whether a heading of level 1 is among the elements

  An element is of one kind (element.kind), and has:
    heading      level (1 title, 2 section, 3 and 4 below it), text, anchor (what a contents list calls it by, or empty)
    contents     label; entries: each with text and address (of the heading it leads to, as GitHub makes it)
    paragraph    text
    note         tone ("remark", "warning", "checked"), label, text
    items        items: a list of texts
    display      rows: each with left and right, two formulas that are aligned between them
    table        columns: each with align ("left", "center", "right"); header: a list of texts; rows: lists of texts
    figure       picture: the address of its drawing, a file beside this one; description
    fields       labels: a list of texts, each with a place to write behind it; lines: how many are left empty above them
    jotting      a line of a text that has been marked: number, text, stamp ("none", "right", "rounding", "follows", "undecided",
                 "unread", "wrong"), sign (✓, ≈ and so on), label (the stamp in a word, or empty), remarks: a list of texts

  A text prints itself whole, formulas and emphasis included: [=element.text]. If you want to go through it:
  [#list element.text as run] … run.kind is "text", "strong", "typed" or "inline"; run.text, or run.formula; [=run] prints it.
  element.text.plain is the same without formulas and emphasis; element.text.formulas tells whether there are formulas.
  A formula prints itself without delimiters: [=row.left]. Its plain text is row.left.text.
--]
[#if page.header?has_content]
[=page.header]

[/#if]
[#if !page.titled]
# [=page.title]

[/#if]
[#list page.elements as element]
[#include "elements/" + element.kind + ".ftl"]
[#sep]

[/#sep]
[/#list]
