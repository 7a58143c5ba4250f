<div class="jotting [=element.stamp]" id="line-[=element.number]">
<span class="number">[=element.number]</span>
<p class="written">[=element.text]</p>
[#if element.label?has_content]
<span class="stamp"><span aria-hidden="true">[=element.sign]</span> [=element.label]</span>
[/#if]
[#if element.remarks?has_content]
<div class="remarks">
[#list element.remarks as remark]
<p>[=remark]</p>
[/#list]
</div>
[/#if]
</div>
