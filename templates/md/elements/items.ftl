[#list element.items as item]
- [=item]
[/#list]
