-- Whether a post is in the case.
select count(*) from post where post_id = $post
