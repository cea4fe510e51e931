select post_id from gone_post order by post_id
