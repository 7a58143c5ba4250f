[#if element.rows?has_content]
\begin{derivation}
[#list element.rows as row]
  [=row.left] & [=row.right][#sep] \\[/#sep]
[/#list]
\end{derivation}
[/#if]
