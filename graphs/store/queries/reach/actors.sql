-- Role and country of the actors at hand, and whether they belong to either group.
select a.actor_id, coalesce(v.role, 'unknown') as role, v.country,
       a.actor_id in (select actor_id from reach_source) as source,
       a.actor_id in (select actor_id from reach_target) as target
from (select unnest($actors) as actor_id) a left join actor_view v using (actor_id)
order by a.actor_id
