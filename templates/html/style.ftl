[#-- The looks of the page: colours first, then text, formulas, tables, pictures, the blackboard, and paper. --]
[#noparse]
:root {
  color-scheme: light dark;
  --paper: #fffefb;
  --text: #1c1c1a;
  --quiet: #5f5e58;
  --rule: #d8d4c8;
  --panel: #f5f2ea;
  --accent: #1f5fa8;
  --result: #eaf1fa;
  --lit: #a83200;
  --glow: #ffe8a3;
  --remark: #9db7d5;
  --warning: #d98c3f;
  --checked: #6fa876;
  --good: #1a663d;
  --bad: #b3261e;
  --doubt: #855605;
  --ink-black: #1a1a1a;
  --ink-grey: #6b6b6b;
  --ink-blue: #1f5fa8;
  --ink-red: #b3261e;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17191c;
    --text: #e7e4dc;
    --quiet: #a5a39b;
    --rule: #3b3e43;
    --panel: #212429;
    --accent: #8fc1f7;
    --result: #22334a;
    --lit: #ffc861;
    --glow: #4a3b12;
    --remark: #4f6f94;
    --warning: #a8692b;
    --checked: #4c8054;
    --good: #7fcf95;
    --bad: #ff9b8c;
    --doubt: #e6b865;
    --ink-black: #e7e4dc;
    --ink-grey: #a0a0a0;
    --ink-blue: #8fc1f7;
    --ink-red: #ff9b8c;
  }
}
:root.writing {
  color-scheme: dark;
  --paper: #1f3a2f;
  --text: #f4f1e6;
  --quiet: #bccbc1;
  --rule: #47614f;
  --panel: #173026;
  --accent: #a9d5ff;
  --result: #2f5444;
  --lit: #ffd75e;
  --glow: #51592a;
  --remark: #7fa3c9;
  --warning: #e0a35e;
  --checked: #8cc794;
  --good: #9fdcae;
  --bad: #ffb0a0;
  --doubt: #f0cd85;
  --ink-black: #f4f1e6;
  --ink-grey: #bccbc1;
  --ink-blue: #a9d5ff;
  --ink-red: #ffb0a0;
}

* { box-sizing: border-box }
html { background: var(--paper); scroll-padding: 4rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body {
  margin: 0; padding: 0 1.25rem 6rem; color: var(--text); background: var(--paper);
  font: 1.0625rem/1.65 "Palatino Linotype", Palatino, "TeX Gyre Pagella", "Latin Modern Roman", "Noto Serif KR", "Nanum Myeongjo", AppleMyungjo, Batang, serif;
  overflow-wrap: break-word;
}
:lang(ko) body { word-break: keep-all; line-height: 1.75; font-family: "Noto Serif KR", "Nanum Myeongjo", NanumMyeongjo, AppleMyungjo, Batang, serif }
main { max-width: 44rem; margin: 0 auto; padding-top: 2.5rem; outline: none }
h1, h2, h3, h4 { line-height: 1.3; font-weight: bold; text-wrap: balance; break-after: avoid }
h1 { font-size: 1.9rem; margin: 0 0 1.2em }
h2 { font-size: 1.4rem; margin: 2.4em 0 .7em; padding-top: .5em; border-top: 1px solid var(--rule) }
h3 { font-size: 1.15rem; margin: 2em 0 .6em }
h4 { font-size: 1.03rem; margin: 1.7em 0 .5em }
p { margin: .9em 0 }
ul { margin: .9em 0; padding-left: 1.4em }
li { margin: .25em 0 }
a { color: var(--accent) }
.contents { margin: 0 0 1.5em; padding: .1em 1.1em; border: 1px solid var(--rule); border-radius: .4em }
.contents ul { list-style: none; padding: 0 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.running { max-width: 44rem; margin: 0 auto; padding-top: 1rem; color: var(--quiet); font-size: .88rem }
.skip { position: absolute; left: -99rem; top: 0; padding: .5em 1em; background: var(--panel); z-index: 3 }
.skip:focus { left: .5rem; top: .5rem }

/* Formulas. A line's right part breaks before a relation where there is no room; a wider one scrolls in its display. */
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "Libertinus Math", "Noto Sans Math", math; font-size: 1.04em }
mtext { font-family: inherit }
.result { background: var(--result); border: 1px solid var(--remark); padding: .12em .3em }
.cases mtd { text-align: left }
mfrac { padding-inline: .08em }
p math, li math, .bound { white-space: nowrap }
.display {
  display: grid; grid-template-columns: max-content minmax(min-content, 1fr); row-gap: .55em;
  margin: 1em 0; padding: .3em 0; overflow-x: auto; overflow-y: hidden; scrollbar-width: thin;
}
.line { display: grid; grid-column: 1 / -1; grid-template-columns: subgrid; align-items: first baseline; position: relative; padding: .1em 2.6em .1em .75em; border-left: 3px solid transparent; border-radius: 3px }
.lhs { text-align: right }
.rhs { text-align: left }
.row + .row { margin-top: .3em }
.row { line-height: 2 }
.side { display: inline-block; white-space: nowrap }
.display math { math-style: normal; white-space: nowrap }

.note { margin: 1.2em 0; padding: .1em 1.1em; border-left: 4px solid var(--remark); background: var(--panel) }
.note.warning { border-color: var(--warning) }
.note.checked { border-color: var(--checked) }
.note p { margin: .6em 0 }
.label { margin-right: .4em }

/* Places to write: on a rule, and in a formula in a frame. */
.fields { display: flex; flex-wrap: wrap; gap: .4em 1.5em; margin: 1.1em 0 }
.field { display: flex; flex: 1 1 12rem; align-items: flex-end; gap: .5em; margin: 0; min-height: 2.4em }
.field .rule { flex: 1; min-width: 5em; border-bottom: 1px solid var(--text) }
.blank { border: 1px solid var(--text); padding: .15em .3em }

/* A line that has been marked. */
.jotting { display: grid; grid-template-columns: 2.1em minmax(0, 1fr) max-content; column-gap: .9em; align-items: baseline; margin: 0; padding: .28em .6em .28em 0; border-left: 4px solid transparent; scroll-margin-top: 2rem }
.jotting .number { text-align: right; color: var(--quiet); font-size: .75rem; font-variant-numeric: tabular-nums }
.jotting .written { margin: 0; overflow-x: auto; overflow-y: hidden; scrollbar-width: thin; padding-block: .1em }
.jotting.none .written { color: var(--quiet) }
.jotting .stamp { color: var(--mark); font-weight: bold; font-size: .88rem }
.jotting .stamp [aria-hidden] { display: inline-block; min-width: 1.1em; text-align: center }
.jotting .remarks { grid-column: 2 / -1; margin: .25em 0 .5em; padding: .15em .9em; border-left: 3px solid var(--mark); background: var(--panel); font-size: .95rem }
.jotting .remarks p { margin: .4em 0 }
.jotting.right, .jotting.rounding { --mark: var(--good) }
.jotting.follows { --mark: var(--accent) }
.jotting.undecided, .jotting.unread { --mark: var(--doubt) }
.jotting.wrong { --mark: var(--bad); border-left-color: var(--bad) }
.jotting.undecided, .jotting.unread { border-left-color: var(--doubt) }
code { font-family: ui-monospace, "DejaVu Sans Mono", "Nanum Gothic Coding", monospace; font-size: .88em }

.wide { overflow-x: auto; margin: 1.2em 0; scrollbar-width: thin }
table { border-collapse: collapse; margin: 0 auto; border-block: 1.5px solid var(--text); line-height: 1.9; font-variant-numeric: tabular-nums }
thead th { border-bottom: 1px solid var(--text); font-weight: bold; vertical-align: bottom; line-height: 1.4; padding-block: .45em }
th, td { padding: .1em .8em; text-align: left; font-weight: normal }
th.right, td.right { text-align: right }
th.center, td.center { text-align: center }
td { min-width: 4em }
tr:has(> :nth-child(8)) > td { min-width: 0 }

figure { margin: 1.5em 0; text-align: center }
.picture { display: block; margin: 0 auto; max-width: 100%; height: auto; min-width: calc(.8 * var(--width)) }
.picture .math { font: 10px "Latin Modern Math", "STIX Two Text", "Times New Roman", "Nanum Myeongjo", serif }
.picture .words { font: 10px "Latin Modern Roman", "STIX Two Text", "Times New Roman", "Noto Serif KR", "Nanum Myeongjo", serif }
.caption { position: relative; font-size: .85rem; max-width: 36rem; margin: 0 auto }
.letter { font-style: italic }
.hint { color: var(--quiet); margin: 0 }
.tracing .hint { visibility: hidden }
.hint .touch { display: none }
@media (hover: none) { .hint .keys { display: none } .hint .touch { display: inline } .tools { position: static; margin: 1rem auto } }
.trace { position: absolute; inset: 0 0 auto; color: var(--lit); margin: 0; font-weight: bold }

/* What lights up. */
.reach { stroke: transparent; pointer-events: stroke }
.picture [tabindex] { cursor: pointer }
.picture [tabindex]:focus { outline: none }
.picture [tabindex]:focus-visible > :is(text, circle, polyline) { outline: 2px solid var(--accent); outline-offset: 2px }
.tracing :is([data-edges], [data-nodes]):not(.lit) { opacity: .3 }
.lit > :is(line, polyline):not(.reach), .lit > circle { stroke: var(--lit); stroke-width: 1.6 }
.lit > polygon, .lit > text { fill: var(--lit) }
.self > text { font-weight: bold }
math .lit { color: var(--lit) }
math .self { background: var(--glow); color: var(--lit) }

/* Symbols, numbers, or both: a line keeps what it has. */
:root[data-show="symbols"] .symbolic :is(.numbers, .value), :root[data-show="numbers"] .numeric .symbols { display: none }

/* Buttons. */
button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--rule); border-radius: .45em; padding: .15em .6em; cursor: pointer; min-height: 2.1em; min-width: 2.1em }
button:hover:enabled { border-color: var(--accent); color: var(--accent) }
button:disabled { opacity: .45; cursor: default }
.copy { position: absolute; right: .2em; top: .2em; padding: .1em .45em; font-size: .8rem; line-height: 1.4; opacity: 0; transition: opacity .12s }
.line:hover > .copy, .copy:focus-visible, .copy.near { opacity: 1 }
body > .copy { right: auto; z-index: 2; opacity: 1; box-shadow: 0 1px 5px #0003 }
.tools { position: fixed; z-index: 2; inset: auto 0 .75rem; margin: 0 auto; width: fit-content; max-width: calc(100vw - 1rem); display: flex; flex-wrap: wrap; justify-content: center; align-items: center; gap: .35rem .9rem; padding: .4rem .8rem; background: var(--panel); border: 1px solid var(--rule); border-radius: .8rem; box-shadow: 0 2px 12px #0002; font: .9rem/1.4 system-ui, "Noto Sans KR", "Nanum Gothic", sans-serif }
.tools[hidden] { display: none }
.tools fieldset { display: flex; align-items: center; border: 0; margin: 0; padding: 0 }
.tools legend { float: left; padding: 0 .5em 0 0; color: var(--quiet) }
.tools label { position: relative; cursor: pointer }
.tools input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer }
.tools label span { display: block; padding: .25em .65em; border: 1px solid var(--rule); background: var(--paper) }
.tools label + label span { border-left: 0 }
.tools label:first-of-type span { border-radius: .45em 0 0 .45em }
.tools label:last-of-type span { border-radius: 0 .45em .45em 0 }
.tools input:checked + span { background: var(--accent); border-color: var(--accent); color: var(--paper) }
.tools input:focus-visible + span { outline: 3px solid var(--accent); outline-offset: 2px }
.steps { display: inline-flex; align-items: center; gap: .5em }
#progress { min-width: 4.5em; text-align: center; font-variant-numeric: tabular-nums }
.on, :root:not(.writing) .steps { display: none }
.writing .on { display: inline }
.writing .off { display: none }
.status { position: absolute; left: 50%; bottom: calc(100% + .5rem); transform: translateX(-50%); margin: 0; padding: .3em .9em; border-radius: .45em; background: var(--text); color: var(--paper); white-space: nowrap }
.status:empty { clip-path: inset(50%) }

/* The blackboard: what has not been reached is not there yet; what has just been written has a stroke of chalk beside it. */
.writing .unwritten { visibility: hidden }
.writing .current { border-left-color: var(--lit); background: var(--panel) }
.writing figure.current, .writing .wide.current { outline: 2px solid var(--lit); outline-offset: 6px; background: none }
@media (prefers-reduced-motion: no-preference) {
  .writing .current { animation: write .35s ease-out }
  @keyframes write { from { opacity: 0 } }
}

@media (max-width: 36rem) {
  body { padding-inline: 1rem; font-size: 1rem }
  main { padding-top: 1.5rem }
  h1 { font-size: 1.5rem }
  h2 { font-size: 1.25rem }
  .display { font-size: .93em }
  main > p, main > ul, .note p { overflow-x: auto; overflow-y: hidden; scrollbar-width: thin }
  .line { padding-left: .3em; padding-right: .2em }
  .jotting { grid-template-columns: 1.5em minmax(0, 1fr); column-gap: .6em; padding-right: 0 }
  .jotting .stamp { grid-column: 2 }
  .copy { font-size: .7rem }
  th, td { padding-inline: .5em }
  .tools { gap: .3rem .5rem; padding: .35rem .5rem }
  .tools legend { position: absolute; left: -99rem }
}

@media print {
  :root, :root.writing {
    color-scheme: light;
    --paper: #fff; --text: #000; --quiet: #555; --rule: #bbb; --panel: #fff; --result: #fff; --accent: #1f5fa8; --lit: #000; --glow: #fff;
    --good: #1a663d; --bad: #b3261e; --doubt: #855605;
    --ink-black: #000; --ink-grey: #666; --ink-blue: #1f5fa8; --ink-red: #b3261e;
  }
  @page { margin: 2cm }
  .running { position: fixed; top: -1.1cm; left: 0; padding: 0 }
  body { padding: 0; font-size: 10.5pt; line-height: 1.5 }
  main { max-width: none; padding: 0 }
  .tools, .skip, .copy, .hint, .trace { display: none !important }
  .writing .unwritten { visibility: visible }
  .display, .wide { overflow: visible }
  .picture { min-width: 0 }
  .line, .note, .jotting, figure, tr, li { break-inside: avoid }
  p:has(+ .display), p:has(+ .fields), .display:has(+ .fields), .wide:has(+ .fields) { break-after: avoid }
  .fields { break-inside: avoid }
  .line:first-child { break-before: avoid }
  main > p, main > ul, .note p, .jotting .written { overflow: visible }
  p { orphans: 3; widows: 3 }
  thead { display: table-header-group }
  .line { padding-right: 0; background: none !important; border-left: 0 }
}
[/#noparse]
