![[=element.description]]([=element.picture])
