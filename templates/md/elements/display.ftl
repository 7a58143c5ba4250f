[#if element.rows?has_content]
```math
\begin{aligned}
[#list element.rows as row]
[=row.left] & [=row.right][#sep] \\[/#sep]
[/#list]
\end{aligned}
```
[/#if]
