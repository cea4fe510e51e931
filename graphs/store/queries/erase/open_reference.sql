-- Relations of others to what goes stay, their target left open.
update reference set
    target_post_id = if(target_post_id in (select post_id from gone_post), null, target_post_id),
    target_actor_id = if(target_actor_id in (select actor_id from gone_actor), null, target_actor_id)
where target_post_id in (select post_id from gone_post) or target_actor_id in (select actor_id from gone_actor)
