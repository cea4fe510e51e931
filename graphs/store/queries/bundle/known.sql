-- Which of these strings are ids of posts (seen, linked to or missing) or of actors; posts go first.
with wanted as (select distinct unnest($ids) as id),
posts as (
    select post_id as id from post
    union select target_post_id from reference where target_post_id is not null
    union select post_id from unseen
    union select parent_id from link
)
select id, id in (from posts) as is_post
from wanted
where id in (from posts) or id in (select actor_id from actor_view)
order by id
