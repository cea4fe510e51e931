-- Count the relations that point at no known post.
select count(*) from tie where target_post is null;
