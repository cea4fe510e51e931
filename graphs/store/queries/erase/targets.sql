select target, "cursor" from followed union select target, '' from gap order by all
