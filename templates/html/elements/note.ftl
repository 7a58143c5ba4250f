<aside class="note [=element.tone]" role="note"><p>[#if element.label?has_content]<strong class="label">[=element.label]</strong> [/#if][=element.text]</p></aside>
