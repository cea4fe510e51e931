-- The actors of the group at hand.
select actor_id from part_group order by actor_id
