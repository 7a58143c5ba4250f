[#assign tag = "h" + [element.level, 6]?min]
<[=tag]>[=element.text]</[=tag]>
