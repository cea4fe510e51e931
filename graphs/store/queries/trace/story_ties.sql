-- Which pages tie narratives to one story: those that a narrative holds, those that $citers of its actors or more cite,
-- and the page of a link narrative. Pages that serve several stories (`trace_widely`), and those that more than $most
-- narratives share, tie nothing.
with cited as (
    select trace_narrative.place, trace_narrative.level, link.parent_id as page,
           count(distinct live_post.actor_id) as citers
    from trace_narrative
    join narrative_post using (narrative_id)
    join link on link.child_id = narrative_post.post_id and link.evidence = 'citation'
    join live_post on live_post.post_id = narrative_post.post_id
    where trace_narrative.level in ('link', 'words')
    group by all
),
tie as (
    select place, page from cited where citers >= $citers
    union
    select place, arg_max(page, (citers, page)) from cited where level = 'link' group by place
    union
    select place, post_id
    from trace_narrative
    join narrative_post using (narrative_id)
    where trace_narrative.level in ('link', 'words') and post_id in (select page from cited)
)
select place, dense_rank() over (order by page) - 1 as page
from tie
anti join trace_widely on trace_widely.post_id = tie.page
where page in (select page from tie group by page having count(*) between 2 and $most)
order by all
