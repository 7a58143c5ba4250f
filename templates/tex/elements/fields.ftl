[#if element.lines > 0]
\vspace{[=element.lines * 1.2]\baselineskip}
[/#if]
[#if element.labels?has_content]
\noindent[#list element.labels as label]\field{[=1 / element.labels?size]}{[=label]}[/#list]\par
[/#if]
