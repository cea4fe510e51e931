-- All posts.
select post_id from live_post order by post_id
