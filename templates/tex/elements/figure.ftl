% [=element.description]
\begin{drawing}
[=element.picture]
\end{drawing}
