[#assign letters = {"left": "l", "center": "c", "right": "r"}]
[#assign sizes = {"small": "\\small", "footnote": "\\footnotesize \\setlength{\\tabcolsep}{4pt}", "script": "\\scriptsize \\setlength{\\tabcolsep}{3pt}"}]
[#if element.size != "normal"]
\begingroup [=sizes[element.size]?no_esc]
[/#if]
\begin{longtable}{[#list element.columns as column][#if column.width == 0][=letters[column.align]][#else]P{[=column.width?string("0.###")]\linewidth}[/#if][/#list]}
  \toprule
[#if element.header?has_content]
  [#list element.header as cell][=cell][#sep] & [/#sep][/#list] \\
  \midrule
  \endhead
[/#if]
  \bottomrule
  \endfoot
[#list element.rows as row]
  [#list row as cell][=cell][#sep] & [/#sep][/#list] \\
[/#list]
\end{longtable}
[#if element.size != "normal"]
\endgroup
[/#if]
