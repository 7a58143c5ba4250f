[#assign alerts = {"remark": "NOTE", "warning": "WARNING", "checked": "TIP"}]
> [![=alerts[element.tone]]]
> [#if element.label?has_content]**[=element.label]** [/#if][=element.text]
