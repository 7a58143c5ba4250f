[#if element.items?has_content]
\begin{itemize}
[#list element.items as item]
  \item [=item]
[/#list]
\end{itemize}
[/#if]
