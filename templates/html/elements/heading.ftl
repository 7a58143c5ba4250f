[#assign tag = "h" + [element.level, 6]?min]
<[=tag][#if element.anchor?has_content] id="[=element.anchor]" class="problem"[/#if]>[=element.text]</[=tag]>
