[#if element.label?has_content]
**[=element.label]**

[/#if]
[#list element.entries as entry]
- [[=entry.text]](#[=entry.address])
[/#list]
