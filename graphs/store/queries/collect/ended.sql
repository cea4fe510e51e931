select "cursor" from followed where identity = $identity and target = $target
