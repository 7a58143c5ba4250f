\begin{contentslist}{[=element.label]}
[#list element.entries as entry]
  \contentsentry{[=entry.address]}{[=entry.text]}
[/#list]
\end{contentslist}
