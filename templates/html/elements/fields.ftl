[#if element.labels?has_content || element.lines > 0]
<div class="fields"[#if element.lines > 0] style="padding-top: [=element.lines?c]em"[/#if]>
[#list element.labels as label]
<p class="field"><span>[=label]</span> <span class="rule"></span></p>
[/#list]
</div>
[/#if]
