<figure>
<div class="wide">
[=element.picture]
</div>
[#if page.words.hint??]
<div class="caption">
<p class="hint" hidden><span class="keys">[=page.words.hint]</span><span class="touch">[=page.words.touch!""]</span></p>
<p class="trace" role="status"></p>
</div>
[/#if]
</figure>
