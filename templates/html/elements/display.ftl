[#if element.lines?has_content]
<div class="display">
[#list element.lines as line]
<div class="line[#if line.symbols] symbolic[/#if][#if line.numbers] numeric[/#if]">
<div class="lhs">[=line.rows[0].left]</div>
<div class="rhs">
[#list line.rows as row]
<div class="row">[#list row.sides as side]<span class="side [=side.part]">[=side.formula]</span>[/#list]</div>
[/#list]
</div>
</div>
[/#list]
</div>
[/#if]
