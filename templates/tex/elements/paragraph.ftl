[=element.text]
