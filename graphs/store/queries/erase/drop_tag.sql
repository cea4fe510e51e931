delete from tag where post_id in (select post_id from gone_post)
