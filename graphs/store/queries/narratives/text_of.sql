-- The words of one post.
select coalesce(title, text) from post where post_id = $post
