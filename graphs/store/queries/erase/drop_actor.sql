delete from actor where actor_id in (select actor_id from gone_actor)
