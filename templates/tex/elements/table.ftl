[#assign letters = {"left": "l", "center": "c", "right": "r"}]
[#assign sizes = {"small": "\\small", "footnote": "\\footnotesize \\setlength{\\tabcolsep}{4pt}", "script": "\\scriptsize \\setlength{\\tabcolsep}{3pt}"}]
[#-- After a rule or a row's end, TeX would take these for part of its command. --]
[#macro line cells]  [#list cells as cell][#if cell?is_first && ["(", "*"]?seq_contains(cell.plain[0..*1])]{}[/#if][=cell][#sep] & [/#sep][/#list] \\[/#macro]
[#assign short = element.rows?size <= 10]
[#if element.size != "normal"]
\begingroup [=sizes[element.size]?no_esc]
[/#if]
\begin{[#if short]shorttable[#else]longtable[/#if]}{[#list element.columns as column][#if column.width == 0][=letters[column.align]][#else]P{[=column.width?string("0.###")]\linewidth}[/#if][/#list]}
  \toprule
[#if element.header?has_content]
[@line element.header/]

  \midrule
[#if !short]
  \endhead
[/#if]
[/#if]
[#if !short]
  \bottomrule
  \endfoot
[/#if]
[#list element.rows as row]
[@line row/]

[/#list]
[#if short]
  \bottomrule
\end{shorttable}
[#else]
\end{longtable}
[/#if]
[#if element.size != "normal"]
\endgroup
[/#if]
