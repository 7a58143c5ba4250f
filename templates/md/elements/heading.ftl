[=""?left_pad(element.level, "#")?no_esc] [=element.text]
