[#if element.items?has_content]
<ul>
[#list element.items as item]
<li>[=item]</li>
[/#list]
</ul>
[/#if]
