-- Role and country of the actors of these posts.
select distinct a.actor_id, coalesce(v.role, 'unknown') as role, v.country
from part_post a left join actor_view v using (actor_id)
order by a.actor_id
