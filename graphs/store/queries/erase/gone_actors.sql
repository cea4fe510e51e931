select actor_id from gone_actor order by actor_id
