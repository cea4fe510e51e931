-- What is known of these actors.
select a.actor_id,
       a.platform,
       coalesce(a.role, 'unknown') as role,
       coalesce(a.country, '') as country,
       coalesce(a.language, '') as language
from actor_view a
join (select unnest($ids) as actor_id) wanted using (actor_id)
order by a.actor_id
