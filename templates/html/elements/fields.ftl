[#if element.labels?has_content]
<div class="fields">
[#list element.labels as label]
<p class="field"><span>[=label]</span> <span class="rule"></span></p>
[/#list]
</div>
[/#if]
