delete from post_url where post_id in (select post_id from incoming_child)
