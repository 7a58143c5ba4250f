% ---- Displays: rows aligned at &, one over the other. A row that is too wide makes the whole display smaller.
% What has been set to be measured is what is shown, unless it is so tall that a page may have to end within it.
\makeatletter
\newsavebox{\displaybox}
\newenvironment{derivation}{\collect@body\fitdisplay}{}
\newcommand{\fitdisplay}[1]{%
  \def\displayrows{#1}\def\\{\cr\noalign{\penalty\interdisplaylinepenalty}}%
  \ifvmode\vspace{-\parskip}\noindent\fi
  \trydisplay{}{\trydisplay{\small}{\trydisplay{\footnotesize}{%
    $$\resizebox{\linewidth}{!}{\usebox{\displaybox}}$$}}}}
\newcommand{\trydisplay}[2]{%                                       a size, what else to try if a row is too wide in it
  \sbox{\displaybox}{#1$\vcenter{\openup\jot
    \ialign{\span\displaycells\crcr\displayrows\crcr}}$}%
  \ifdim\wd\displaybox>\linewidth #2%
  \else\ifdim\dimexpr\ht\displaybox+\dp\displaybox\relax>0.25\textheight
    \begingroup#1$$\openup\jot\tabskip=0pt plus 1fil
      \halign to\displaywidth{\span\displaycells\tabskip=0pt plus 1fil\cr\noalign{\vskip-\jot}\displayrows\crcr}$$\endgroup
  \else
    \begingroup\abovedisplayshortskip=\abovedisplayskip \belowdisplayshortskip=\belowdisplayskip
    $$\box\displaybox$$\endgroup
  \fi\fi
}
\def\displaycells{\@lign\strut@\hfil$\displaystyle{##}$\tabskip=0pt&$\@lign\displaystyle{{}##}$\hfil}
\makeatother

% ---- Remarks: a bar at the left, a label, the text. A very long one has no bar, so that it can break across pages.
\newsavebox{\notebox}
\newlength{\notewidth}
\NewDocumentEnvironment{note}{m m +b}{%
  \par\addvspace{0.6\baselineskip}%
  \setlength{\notewidth}{\dimexpr\linewidth-2.6em\relax}%
  \sbox{\notebox}{\parbox{\notewidth}{\textbf{#2.}\enspace #3\strut}}%
  \ifdim\dimexpr\ht\notebox+\dp\notebox\relax<0.5\textheight
    \noindent\hspace{1em}{\hue{note#1}\vrule width 2pt height \ht\notebox depth \dp\notebox}\hspace{0.8em}\usebox{\notebox}\par
  \else
    \begin{quote}\textbf{#2.}\enspace #3\end{quote}%
  \fi
  \addvspace{0.6\baselineskip}%
}{}

% ---- A line that has been marked: its number, what it says, its mark at the right; remarks below, behind a bar.
\newcommand{\signright}{$\checkmark$}
\newcommand{\signrounding}{$\approx$}
\newcommand{\signfollows}{$\hookrightarrow$}
\newcommand{\signundecided}{?}
\newcommand{\signunread}{\dots}
\newcommand{\signwrong}{$\times$}
\newsavebox{\stampbox}
\newcommand{\jotting}[4]{%
  \par\addvspace{0.25\baselineskip}%
  \sbox{\stampbox}{\small\bfseries\boldmath\hue{#2}#4}%
  \setlength{\notewidth}{\dimexpr\linewidth-2.6em-\wd\stampbox-1.2em\relax}%
  \noindent\makebox[1.8em][r]{\scriptsize\hue{marknone}#1}\hspace{0.8em}%
  \parbox[t]{\notewidth}{\raggedright\leavevmode\ifdim\wd\stampbox=0pt\hue{marknone}\fi #3\strut}%
  \hfill\usebox{\stampbox}\par
}
\newcommand{\jottingremarks}[2]{%
  \nopagebreak
  \setlength{\notewidth}{\dimexpr\linewidth-3.9em\relax}%
  \sbox{\notebox}{\parbox{\notewidth}{\small\raggedright\setlength{\parskip}{0.25\baselineskip}#2\strut}}%
  \noindent\hspace{2.6em}{\hue{#1}\vrule width 1.6pt height \ht\notebox depth \dp\notebox}\hspace{0.8em}\usebox{\notebox}\par
}

% ---- Places to write: how much of the line's width, and what is to be written there.
\newcommand{\field}[2]{\makebox[#1\linewidth][s]{\rule{0pt}{1.7\baselineskip}#2\enspace\hrulefill\hspace{1em}}}

% ---- A blank in a formula, with its number.
\newcommand{\blank}[1]{\boxed{\,{}_{#1}\hspace{2.6em}}}

% ---- Tables: the head is repeated on each page.
\setlength{\LTpre}{0.6\baselineskip}
\setlength{\LTpost}{0.6\baselineskip}
\setcounter{LTchunksize}{200}
\newcolumntype{P}[1]{>{\raggedright\arraybackslash}p{#1}}
% One of few rows is not broken; it stands as a long one does.
\newenvironment{shorttable}[1]
  {\par\vskip\LTpre\nointerlineskip\hbox to\linewidth\bgroup\hfil\begin{tabular}{#1}}
  {\end{tabular}\hfil\egroup\nointerlineskip\vskip\LTpost}

% ---- Figures: made smaller if they are wider than the text or too tall for a page with a heading.
\newsavebox{\figurebox}
\newenvironment{drawing}{\setbox\figurebox=\hbox\bgroup\ignorespaces}{%
  \unskip\egroup
  \ifdim\ht\figurebox>0.8\textheight
    \sbox{\figurebox}{\resizebox{!}{0.8\textheight}{\usebox{\figurebox}}}\fi
  \par\addvspace{0.4\baselineskip}%
  {\noindent\centering
    \ifdim\wd\figurebox>\linewidth\resizebox{\linewidth}{!}{\usebox{\figurebox}}\else\usebox{\figurebox}\fi\par}%
  \addvspace{0.4\baselineskip}%
}

% ---- A contents list: each entry leads to its heading and has the number of its page.
\makeatletter
\NewDocumentEnvironment{contentslist}{m}{%
  \par\noindent\textbf{#1}\par\nopagebreak
  \renewcommand{\@tocrmarg}{2.55em plus 1fil}%
  \setlength{\parskip}{0.15\baselineskip}%
}{\par}
\newcommand{\contentsentry}[2]{\@dottedtocline{1}{0pt}{1.5em}{\hyperref[#1]{#2}}{\pageref{#1}}}
\makeatother
