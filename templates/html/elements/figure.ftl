<figure>
<div class="wide">
[=element.picture]
</div>
[#if page.words.hint??]
<p class="hint" hidden>[=page.words.hint]</p>
<p class="trace" role="status"></p>
[/#if]
</figure>
