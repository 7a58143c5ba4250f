[#-- Commands that a figure's drawing uses; their looks may be changed, their arguments may not. --]
% ---- Drawings. Lengths are in PostScript points.
\setlength{\unitlength}{1bp}
\definecolor{inkblack}{HTML}{1A1A1A}
\definecolor{inkgrey}{HTML}{767676}
\definecolor{inkblue}{HTML}{1F5FA8}
\definecolor{inkred}{HTML}{B3261E}
\newcommand{\pen}[2]{\color{#1}\linethickness{#2bp}\roundcap\roundjoin}
\def\pictcircle#1(#2)#3{%                                           colour (x,y) diameter; drawn once, then copied
  \ifcsname circle #1 #3\endcsname\else
    \expandafter\newsavebox\csname circle #1 #3\endcsname
    \global\setbox\csname circle #1 #3\endcsname=\hbox{\begin{picture}(0,0)%
      \put(0,0){\color{white}\circle*{#3}}\put(0,0){\pen{#1}{0.8}\circle{#3}}\end{picture}}\fi
  \put(#2){\copy\csname circle #1 #3\endcsname}}
\newcommand{\pictbox}[2]{%                                          colour, corners
  \put(0,0){\color{white}\polygon*#2}\put(0,0){\pen{#1}{0.8}\polygon#2}}
\def\pictline#1#2(#3)(#4){\put(0,0){\pen{#1}{#2}\Line(#3)(#4)}}   % colour, width, from, to
\newcommand{\pictarrow}[4]{\put(0,0){\pen{#1}{#2}\Line#3\polygon*#4}} % colour, width, shaft, head
\newcommand{\pictcurve}[3]{\put(0,0){\pen{#1}{#2}\polyline#3}}    % colour, width, points
\def\pictlabel#1(#2)[#3]#4#5{%                                      colour (x,y) [l, c or r] size, words
  \put(#2){\makebox(0,0)[#3]{\pictwords{#1}{#4}{#5}}}}
\def\pictclearlabel#1(#2)[#3]#4#5{%                                 the same on a white ground
  \put(#2){\makebox(0,0)[#3]{\fboxsep=1bp\colorbox{white}{\pictwords{#1}{#4}{#5}}}}}
\newcommand{\pictwords}[3]{\fontsize{#2bp}{#2bp}\selectfont\color{#1}#3}
