-- The actors that wrote a row of `trace_node`, and how many posts of its own each has in the case.
with own as (
    select actor_id, count(*) as posts from live_post where kind <> 'repost' group by actor_id
)
select code, actor_id, role, platform, coalesce(name, '') as name, coalesce(followers, -1) as followers,
       coalesce(own.posts, 0) as posts, in_source, in_target, in_via
from trace_actor
left join own using (actor_id)
where code in (select actor from trace_node)
order by code
