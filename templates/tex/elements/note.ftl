\begin{note}{[=element.tone]}{[=element.label]}
  [=element.text]
\end{note}
