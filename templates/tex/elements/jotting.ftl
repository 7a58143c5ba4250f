\jotting{[=element.number]}{mark[=element.stamp]}{[=element.text]}{[#if element.label?has_content]\sign[=element.stamp]\enspace [=element.label][/#if]}
[#if element.remarks?has_content]
\jottingremarks{mark[=element.stamp]}{[#list element.remarks as remark][=remark][#sep]\par [/#sep][/#list]}
[/#if]
