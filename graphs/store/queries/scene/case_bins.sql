-- Posts by the role and country of who wrote them (and whether that is a web site), by bin, and by the strongest class
-- of $classes that leads to them.
with strongest as (
    select child_id as post_id, min(list_position($classes, evidence)) as class
    from link
    where list_contains($classes, evidence)
    group by child_id
)
select coalesce(a.role, 'unknown') as role,
       coalesce(a.country, '') as country,
       case when p.platform = 'web' then 'web' else '' end as platform,
       (((p.published_lo + p.published_hi) // 2) - $start) // $step as bin,
       coalesce(strongest.class - 1, 8) as class,
       count(*) as posts
from live_post p
left join actor_view a on a.actor_id = p.actor_id
left join strongest on strongest.post_id = p.post_id
group by all
order by all
