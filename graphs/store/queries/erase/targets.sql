select target from followed union select target from gap order by target
