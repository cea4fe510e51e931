-- A number for the words of all posts, whatever their order.
select count(*) || ':' || coalesce(sum(hash(post_id, text, title)::hugeint), 0) from post
