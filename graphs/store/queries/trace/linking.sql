-- Over the case: how many posts of its own each group has, and how many of these cite the other side.
with own as (
    select live_post.post_id, in_source, in_target
    from live_post
    join trace_actor using (actor_id)
    where (in_source or in_target) and live_post.kind <> 'repost'
),
cites as (
    select link.child_id,
           coalesce(bool_or(cited.in_source), false) as source,
           coalesce(bool_or(cited.in_target), false) as target
    from link
    left join post on post.post_id = link.parent_id
    left join unseen on unseen.post_id = link.parent_id
    join trace_actor cited on cited.actor_id = coalesce(post.actor_id, unseen.actor_id)
    where link.evidence = 'citation'
    group by link.child_id
)
select count(*) filter (where in_target) as target_posts,
       count(*) filter (where in_target and cites.source) as target_citing,
       count(*) filter (where in_source) as source_posts,
       count(*) filter (where in_source and cites.target) as source_citing
from own
left join cites on cites.child_id = own.post_id
