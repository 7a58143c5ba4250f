[#-- Commands that the escaped text uses; keep them. --]
% ---- Letters that no text font has: a symbol from mathematics, or its number in a frame.
\makeatletter
\DeclareRobustCommand{\mathsymbol}[2]{\ensuremath{#1}}
\newcommand{\charnumber}[1]{{\fboxsep=1pt\fbox{\scriptsize U+#1}}\hskip 0pt plus 1pt\relax}
\iftutex
  \DeclareRobustCommand{\otherchar}[2]{\iffontchar\font"#1 #2\else\charnumber{#1}\fi}
\else
  \DeclareRobustCommand{\otherchar}[2]{\charnumber{#1}}
\fi
% A place where a very long word may be broken.
\DeclareRobustCommand{\anywhere}{\penalty 100\hskip 0pt plus 2pt\relax}
% Between two letters that the font would make one.
\DeclareRobustCommand{\nolig}{\kern 0pt\relax}
\pdfstringdefDisableCommands{%
  \def\mathsymbol#1#2{#2}%
  \iftutex\def\otherchar#1#2{#2}\else\def\otherchar#1#2{U+#1}\fi
  \let\anywhere\@empty
  \let\nolig\@empty
}
\makeatother
