select post_key, digest from observation
where post_key in (select post_key from incoming_key)
