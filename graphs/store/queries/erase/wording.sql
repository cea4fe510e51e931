-- Posts of others that show an address or a name of what goes.
select post.post_id, platform, text, title
from post
where post.post_id in (
    select post_id from post_url where canonical in (select canonical from gone_page)
    union
    select post_id from reference where kind = 'mention' and target_actor_id in (select actor_id from gone_actor)
    union
    select post.post_id from post, gone_actor where contains(post.text, '@') and contains(lower(post.text), '@' || split_part(gone_actor.actor_id, ':', 2)) and not starts_with(gone_actor.actor_id, 'web:')
)
order by post.post_id
