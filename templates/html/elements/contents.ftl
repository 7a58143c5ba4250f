<nav class="contents" aria-label="[=element.label.plain]">
[#if element.label?has_content]
<p>[=element.label]</p>
[/#if]
<ol>
[#list element.entries as entry]
<li><a href="#[=entry.address]">[=entry.text]</a></li>
[/#list]
</ol>
</nav>
