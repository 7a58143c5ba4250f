[#switch element.level]
[#case 1]
\pagetitle{[=element.text]}
[#break]
[#case 2]
\section{[=element.text]}
[#break]
[#default]
\subsection{[=element.text]}
[/#switch]
