-- Of the distinct pages of each group that the case's posts cite: how many, and how many of these were collected.
with cited as (
    select distinct link.parent_id, coalesce(post.actor_id, unseen.actor_id) as actor_id, post.post_id is not null as seen
    from link
    left join post on post.post_id = link.parent_id
    left join unseen on unseen.post_id = link.parent_id
    where link.evidence = 'citation'
)
select count(*) filter (where in_source) as source_cited,
       count(*) filter (where in_source and seen) as source_seen,
       count(*) filter (where in_target) as target_cited,
       count(*) filter (where in_target and seen) as target_seen,
       (select count(*) from run where collector = 'articles') as fetched
from cited
join trace_actor using (actor_id)
