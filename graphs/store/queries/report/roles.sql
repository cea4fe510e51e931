-- Authors and their posts by role and country; null is unknown.
with author as (
    select actor_id, count(*) as posts
    from live_post
    group by actor_id
)
select coalesce(v.role, 'unknown') as role, v.country, count(*)::bigint as authors, sum(a.posts)::bigint as posts
from author a
left join actor_view v using (actor_id)
group by all
order by posts desc, role, country nulls last
