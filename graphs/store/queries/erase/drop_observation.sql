delete from observation where post_key in (select post_key from gone_key)
