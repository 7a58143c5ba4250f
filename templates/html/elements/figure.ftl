<figure>
<div class="wide">
[=element.picture]
</div>
[#if page.words.hint??]
<div class="caption">
<p class="hint" hidden>[=page.words.hint]</p>
<p class="trace" role="status"></p>
</div>
[/#if]
</figure>
