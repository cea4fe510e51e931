-- Authors and their posts by role and country; null is unknown.
select coalesce(v.role, 'unknown') as role, v.country, count(distinct p.actor_id)::bigint as authors,
       count(*)::bigint as posts
from live_post p
left join actor_view v using (actor_id)
group by all
order by posts desc, role, country nulls last
