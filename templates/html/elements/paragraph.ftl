<p>[=element.text]</p>
