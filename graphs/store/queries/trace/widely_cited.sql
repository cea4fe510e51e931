-- Pages that at least $citers actors cite in each of at least $narratives narratives of one level. A link narrative is
-- the citations of one page, so that level cannot tell.
create or replace temp table trace_widely as
with cited as (
    select narrative_post.level, narrative_post.narrative_id, link.parent_id
    from link
    join narrative_post on narrative_post.post_id = link.child_id
    join live_post on live_post.post_id = link.child_id
    where link.evidence = 'citation' and narrative_post.level <> 'link'
    group by all
    having count(distinct live_post.actor_id) >= $citers
)
select distinct parent_id as post_id
from (select level, parent_id from cited group by all having count(*) >= $narratives)
