\jotting{[=element.number]}{mark[=element.stamp]}{[=element.text]}{[#if element.label?has_content]\sign[=element.stamp]\enspace [=element.label][/#if]}
[#list element.remarks as remark]
\jottingremark{mark[=element.stamp]}{[=remark]}
[/#list]
