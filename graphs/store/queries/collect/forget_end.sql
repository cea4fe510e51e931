delete from followed where identity = $identity and target = $target
