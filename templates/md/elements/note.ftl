[#assign alerts = {"remark": "NOTE", "warning": "WARNING", "checked": "TIP"}]
> [![=alerts[element.tone]]]
> **[=element.label]** [=element.text]
