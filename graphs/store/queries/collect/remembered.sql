select target from followed where identity = $identity order by target
