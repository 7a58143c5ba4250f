[#-- The first column names what a row is about. --]
[#function align column][#return (element.columns[column].align)!"left"][/#function]
<div class="wide">
<table>
[#if element.header?has_content]
<thead>
<tr>[#list element.header as cell]<th scope="col" class="[=align(cell?index)]">[=cell]</th>[/#list]</tr>
</thead>
[/#if]
<tbody>
[#list element.rows as row]
<tr>[#list row as cell][#if cell?index == 0]<th scope="row" class="[=align(0)]">[=cell]</th>[#else]<td class="[=align(cell?index)]">[=cell]</td>[/#if][/#list]</tr>
[/#list]
</tbody>
</table>
</div>
