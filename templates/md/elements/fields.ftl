[#list element.labels as label][=label] [="____________"?no_esc][#sep] &emsp; [/#sep][/#list]
