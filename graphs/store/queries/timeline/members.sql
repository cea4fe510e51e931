-- The actors of the group at hand.
select actor_id from timeline_group order by actor_id
