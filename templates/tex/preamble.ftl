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
\usepackage{xcolor,graphicx}
[#if !page.korean]
\ifxetex\else
  \usepackage{microtype}
\fi
[/#if]
\usepackage[hidelinks]{hyperref}

% ---- Mathematics: what the formulas below are written in. Add commands of your own here.
\newcommand{\pd}[2]{\frac{\partial #1}{\partial #2}}   % a partial derivative
\newcommand{\result}[1]{\ground{resultrule}{resultpaper}{$\displaystyle #1$}} % what was asked for

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
\makeatletter
% As \color, but what a name stands for is worked out once.
\newcommand{\hue}[1]{%
  \ifcsname hue #1\endcsname
    \expandafter\let\expandafter\current@color\csname hue #1\endcsname\set@color
  \else
    \color{#1}\global\expandafter\let\csname hue #1\endcsname\current@color
  \fi}
\makeatother
% A frame of one colour round a ground of another.
\newcommand{\ground}[3]{%
  \hbox{\setbox0=\hbox{\kern2.4pt#3\kern2.4pt}%
    {\hue{#1}\vrule width\wd0 height\dimexpr\ht0+2.4pt\relax depth\dimexpr\dp0+2.4pt\relax}\kern\dimexpr0.4pt-\wd0\relax
    {\hue{#2}\vrule width\dimexpr\wd0-0.8pt\relax height\dimexpr\ht0+2pt\relax depth\dimexpr\dp0+2pt\relax}\kern\dimexpr0.4pt-\wd0\relax
    \box0}}

[#include "text.ftl"]

% ---- The page.
\setlength{\parindent}{0pt}
\setlength{\parskip}{0.55\baselineskip plus 0.15\baselineskip}
\setlength{\emergencystretch}{4em}
\tolerance=2000
\setcounter{secnumdepth}{0}
[#if page.header?has_content]
\pagestyle{myheadings}
\markright{\upshape\small [=page.header]}
[/#if]
\allowdisplaybreaks
\newcommand{\pagetitle}[1]{\begin{center}\LARGE\bfseries #1\par\end{center}\pdfbookmark[0]{#1}{top}}


\hypersetup{
  pdftitle={[=page.title]},
  pdflang={[=page.language]},
  bookmarksopen=true
}

[#include "blocks.ftl"]

[#include "picture.ftl"]
