[#if element.labels?has_content]
\noindent[#list element.labels as label]\field{[=1 / element.labels?size]}{[=label]}[/#list]\par
[/#if]
