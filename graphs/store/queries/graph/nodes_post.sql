-- The posts of a graph with their authors; a post that nobody collected has the author its citers name, if any.
with told as (
    select target_post as id, min(target_actor) as author from tie where target_actor is not null group by target_post
)
select id,
       coalesce(post.actor_id, told.author) as author,
       coalesce(role, 'unknown') as role,
       country,
       post.lang as language,
       coalesce(post.platform, if(id like 'unseen:%', 'web', split_part(id, ':', 1))) as platform,
       post.post_id is not null as collected,
       post.published_lo as published
from graph_node
left join post on post.post_id = id
left join told using (id)
left join actor_view on actor_view.actor_id = coalesce(post.actor_id, told.author)
order by n;
