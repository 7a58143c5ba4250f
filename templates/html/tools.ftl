[#-- The blackboard's buttons; the script shows them, as without it they would do nothing. --]
<section id="tools" class="tools" aria-label="[=page.words.tools]" hidden data-progress="[=page.words.progress]" data-copy="[=page.words.copy]" data-copied="[=page.words.copied]" data-uncopied="[=page.words.uncopied]">
<button type="button" id="board" aria-pressed="false" title="[=page.words.start]"><span class="off">[=page.words.start]</span><span class="on">[=page.words.leave]</span></button>
<span class="steps">
<button type="button" id="back" aria-label="[=page.words.back]" title="[=page.words.back]">←</button>
<output id="progress" for="back next"></output>
<button type="button" id="next" aria-label="[=page.words.next]" title="[=page.words.next]">→</button>
</span>
<fieldset>
<legend>[=page.words.show]</legend>
<label><input type="radio" name="show" value="symbols"><span>[=page.words.symbols]</span></label>
<label><input type="radio" name="show" value="numbers"><span>[=page.words.numbers]</span></label>
<label><input type="radio" name="show" value="both" checked><span>[=page.words.both]</span></label>
</fieldset>
<p id="status" class="status" role="status"></p>
</section>
