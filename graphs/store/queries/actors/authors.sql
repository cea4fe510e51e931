-- Who wrote the posts of a list, as far as the case knows; `unseen` posts have the author that their link names.
with wanted as (select unnest($ids) as post_id)
select post_id, actor_id from post semi join wanted using (post_id)
union
select post_id, actor_id from unseen semi join wanted using (post_id) where actor_id is not null
order by 1, 2;
