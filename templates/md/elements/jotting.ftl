<sub>[=element.number]</sub> [=element.text][#if element.label?has_content] — **[=element.sign] [=element.label]**[/#if]
[#list element.remarks as remark]
[#if remark?is_first]

[#else]
>
[/#if]
> [=remark]
[/#list]
