update post set conversation_id = null where conversation_id in (select post_id from gone_post)
