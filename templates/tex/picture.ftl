[#-- Commands that a figure's drawing uses; their looks may be changed, their arguments may not. --]
% ---- Drawings. Lengths are in PostScript points, as in PDF, whose operators draw the lines: m(ove) l(ine) c(urve) h (back) S(troke) f(ill) B(oth).
\setlength{\unitlength}{1bp}
\definecolor{inkblack}{HTML}{1A1A1A}
\definecolor{inkgrey}{HTML}{767676}
\definecolor{inkblue}{HTML}{1F5FA8}
\definecolor{inkred}{HTML}{B3261E}
\makeatletter
\ifxetex \newcommand{\pdfpath}[1]{\special{pdf:literal q #1 Q}\ignorespaces}
\else\ifluatex \newcommand{\pdfpath}[1]{\pdfextension literal{q #1 Q}\ignorespaces}
\else \newcommand{\pdfpath}[1]{\pdfliteral{q #1 Q}\ignorespaces}\fi\fi
\newcommand{\pathpen}[2]{1 J 1 j #2 w \csname pen #1\endcsname}  % colour, width
\newcommand{\newpen}[1]{% a colour as numbers
  \ifcsname pen #1\endcsname\else
    \convertcolorspec{named}{#1}{rgb}\penparts
    \expandafter\xdef\csname pen #1\endcsname{\expandafter\pennumbers\penparts;}\fi}
\def\pennumbers#1,#2,#3;{#1 #2 #3 RG #1 #2 #3 rg}
\def\pathpoints(#1,#2){#1 #2 m\pathmore}                            % (x,y)(x,y)…(,)
\def\pathmore(#1,#2){\ifx/#1/\else\space#1 #2 l\expandafter\pathmore\fi}
\def\pictcircle#1(#2,#3)#4{%                                        colour (x,y) diameter
  \newpen{#1}\edef\pictradius{\strip@pt\dimexpr#4pt/2\relax}%
  \edef\pictbow{\strip@pt\dimexpr\pictradius pt*5523/10000\relax}%
  \pdfpath{1 0 0 1 #2 #3 cm \pathpen{#1}{0.8} 1 g \pictradius\space 0 m
    \pictradius\space\pictbow\space\pictbow\space\pictradius\space 0 \pictradius\space c
    -\pictbow\space\pictradius\space-\pictradius\space\pictbow\space-\pictradius\space 0 c
    -\pictradius\space-\pictbow\space-\pictbow\space-\pictradius\space 0 -\pictradius\space c
    \pictbow\space-\pictradius\space\pictradius\space-\pictbow\space\pictradius\space 0 c h B}}
\newcommand{\pictbox}[2]{%                                          colour, corners
  \newpen{#1}\pdfpath{\pathpen{#1}{0.8} 1 g \pathpoints#2(,) h B}}
\def\pictline#1#2(#3)(#4){%                                         colour, width, from, to
  \newpen{#1}\pdfpath{\pathpen{#1}{#2} \pathpoints(#3)(#4)(,) S}}
\newcommand{\pictarrow}[4]{%                                        colour, width, shaft, head
  \newpen{#1}\pdfpath{\pathpen{#1}{#2} \pathpoints#3(,) S \pathpoints#4(,) h f}}
\newcommand{\pictcurve}[3]{%                                        colour, width, points
  \newpen{#1}\pdfpath{\pathpen{#1}{#2} \pathpoints#3(,) S}}
\def\pictlabel#1(#2,#3)[#4]#5#6{%                                   colour (x,y) [l, c or r] size, words
  \pictwords{#1}{#5}{#6}\pictplace{#2}{#3}{#4}}
\def\pictclearlabel#1(#2,#3)[#4]#5#6{%                              the same on a white ground
  \pictwords{#1}{#5}{#6}%
  \setbox0=\hbox{\kern1bp\box0\kern1bp}%
  \setbox0=\hbox{{\hue{white}\vrule width\wd0 height\dimexpr\ht0+1bp\relax depth\dimexpr\dp0+1bp\relax}\kern-\wd0\box0}%
  \pictplace{#2}{#3}{#4}}
\newcommand{\pictwords}[3]{\setbox0=\hbox{{\fontsize{#2bp}{#2bp}\selectfont\hue{#1}#3}}}
\newcommand{\pictplace}[3]{%                                        the middle of what is in box 0 at (x,y)
  \raise\dimexpr#2bp-(\ht0-\dp0)/2\relax\hbox to0pt{\kern#1bp\hbox to0pt{\if#3l\else\hss\fi\box0 \if#3r\else\hss\fi}\hss}\ignorespaces}
\makeatother
