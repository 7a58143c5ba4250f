[#--
  A worked solution as one page of HTML. You may change this file, or put your own in front of it: `--templates DIR` looks for
  DIR/html/document.ftl, DIR/html/style.ftl, DIR/html/elements/table.ftl and so on before it takes the built-in one.

  How to write here: everything is HTML, except
    [=something]             prints something, escaped (in an attribute too, if it stands in quotes): you never need to escape, and
                             cannot forget to;
    [#if …] … [/#if]         and [#list … as x] … [/#list], FreeMarker's own (its manual has the rest), and comments such as this.

  What there is:
    page.title               the title                       page.language    "ko" or "en"
    page.header              what stands on top of every page, or empty
    page.elements            what the page consists of, from top to bottom
    page.korean              whether Korean letters occur    page.titled      whether a heading of level 1 is among the elements
    page.words               what buttons say: page.words.copy and so on, the keys that begin with "board." in the messages files
    digest(something)        the SHA-256 of what a template has printed, for the policy below: only that script runs

  An element is of one kind (element.kind), and has:
    heading      level (1 title, 2 section, 3 and 4 below it), text, anchor (its id, if a contents list leads to it, or empty)
    contents     label; entries: each with text and address (the id of the heading that it leads to)
    paragraph    text
    note         tone ("remark", "warning", "checked"), label, text
    items        items: a list of texts
    display      lines: each has symbols and numbers (whether it has such sides), and rows: each with left (empty in all but a line's
                 first row) and sides: each with part ("symbols", "numbers", "value", or "whole" where it is no side) and formula;
                 right is all sides in one
    table        columns: each with align ("left", "center", "right"); header: a list of texts; rows: lists of texts
    figure       picture: its drawing in SVG; description
    fields       labels: a list of texts, each with a place to write behind it; lines: how many are left empty above them
    jotting      a line of a text that has been marked: number, text, stamp ("none", "right", "rounding", "follows", "undecided",
                 "unread", "wrong"), sign (✓, ≈ and so on), label (the stamp in a word, or empty), remarks: a list of texts

  A text prints itself whole, formulas and emphasis included: [=element.text]. If you want to go through it:
  [#list element.text as run] … run.kind is "text", "strong", "typed" or "inline"; run.text, or run.formula; [=run] prints it.
  element.text.plain is the same without formulas and emphasis; element.text.formulas tells whether there are formulas.
  A formula prints itself as <math>, with its LaTeX in it: [=row.left]. Its plain text is row.left.text, its LaTeX row.left.latex.
--]
[#assign script][#include "script.ftl"][/#assign]
<!DOCTYPE html>
<html lang="[=page.language]">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-[=digest(script)?no_esc]'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="chalkgrad">
<title>[=page.title]</title>
<style>
[#include "style.ftl"]
</style>
</head>
<body>
[#if page.words.skip??]
<a class="skip" href="#solution">[=page.words.skip]</a>
[/#if]
[#if page.header?has_content]
<header class="running">[=page.header]</header>
[/#if]
<main id="solution" tabindex="-1">
[#if !page.titled]
<h1>[=page.title]</h1>
[/#if]
[#list page.elements as element]
[#include "elements/" + element.kind + ".ftl"]
[/#list]
</main>
[#if page.words.start??]
[#include "tools.ftl"]
<script>[=script]</script>
[/#if]
</body>
</html>
