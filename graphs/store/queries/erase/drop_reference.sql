delete from reference where post_id in (select post_id from gone_post)
