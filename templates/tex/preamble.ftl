[#-- Everything before \begin{document}: what the commands in the text mean. --]
% Made by chalkgrad. Compile with xelatex or lualatex[#if !page.korean]; pdflatex does too[/#if].
\documentclass[11pt,a4paper]{article}

\usepackage{iftex}
\iftutex\else
  \usepackage[T1]{fontenc}
\fi
\usepackage{lmodern}
\usepackage{amsmath,amssymb}
[#if page.korean]
\usepackage{kotex}
\iftutex
  \IfFontExistsTF{NanumMyeongjo.ttf}
    {\setmainhangulfont{NanumMyeongjo.ttf}[BoldFont=NanumMyeongjoBold.ttf]}
    {\setmainhangulfont{UnBatang.ttf}[BoldFont=UnBatangBold.ttf]}
\fi
[/#if]
\usepackage[margin=2.5cm]{geometry}
\usepackage{booktabs,longtable,array}
\usepackage{xcolor,graphicx,pict2e}
[#if !page.korean]
\ifxetex\else
  \usepackage{microtype}
\fi
[/#if]
\usepackage[hidelinks]{hyperref}

% ---- Mathematics: what the formulas below are written in. Add commands of your own here.
\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}   % a partial derivative
\newcommand{\result}[1]{{\fboxsep=2pt\fcolorbox{resultrule}{resultpaper}{$\displaystyle #1$}}} % what was asked for

% ---- Colours.
\definecolor{resultrule}{HTML}{9DB7D5}
\definecolor{resultpaper}{HTML}{F3F7FC}
\definecolor{noteremark}{HTML}{9DB7D5}
\definecolor{notewarning}{HTML}{D98C3F}
\definecolor{notechecked}{HTML}{6FA876}
\definecolor{marknone}{HTML}{5F5F5F}
\definecolor{markright}{HTML}{1A663D}
\definecolor{markrounding}{HTML}{1A663D}
\definecolor{markfollows}{HTML}{1A458F}
\definecolor{markundecided}{HTML}{855605}
\definecolor{markunread}{HTML}{855605}
\definecolor{markwrong}{HTML}{AD1C1A}

% ---- The page.
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.55\baselineskip plus 0.15\baselineskip}
\setlength{\emergencystretch}{4em}
\tolerance=2000
\setcounter{secnumdepth}{0}
\allowdisplaybreaks
\newcommand{\pagetitle}[1]{\begin{center}\LARGE\bfseries #1\par\end{center}\pdfbookmark[0]{#1}{top}}

[#include "text.ftl"]

\hypersetup{
  pdftitle={[=page.title]},
  pdflang={[=page.language]},
  bookmarksopen=true
}

[#include "blocks.ftl"]

[#include "picture.ftl"]
