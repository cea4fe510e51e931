-- Whether the case knows an actor.
select actor_id from actor_view where actor_id = $actor
