[#if element.entries?has_content]
<nav class="contents" aria-label="[=element.label.plain]">
<p><strong>[=element.label]</strong></p>
<ul>
[#list element.entries as entry]
<li><a href="#[=entry.address]">[=entry.text]</a></li>
[/#list]
</ul>
</nav>
[/#if]
