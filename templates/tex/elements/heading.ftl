[#assign commands = ["pagetitle", "section", "subsection", "subsubsection"]]
[#assign command = commands[[element.level - 1, 3]?min]]
[#-- A formula cannot stand in a PDF's bookmarks; its plain text can. --]
[#if element.text.formulas]
\[=command]{\texorpdfstring{[=element.text]}{[=element.text.plain]}}
[#else]
\[=command]{[=element.text]}
[/#if]
[#if element.anchor?has_content]
\label{[=element.anchor]}
[/#if]
