delete from reference where kind = 'mention' and target_actor_id in (select actor_id from gone_actor)
