-- Pages that at least $citers actors cite in each of at least $narratives narratives of one level, with the label of
-- each. A link narrative is the citations of one page, so that level cannot tell.
with cited as (
    select narrative_post.level, narrative_post.narrative_id, link.parent_id
    from link
    join narrative_post on narrative_post.post_id = link.child_id
    join live_post on live_post.post_id = link.child_id
    where link.evidence = 'citation' and narrative_post.level <> 'link'
    group by all
    having count(distinct live_post.actor_id) >= $citers
),
wide as (
    select level, parent_id from cited group by all having count(*) >= $narratives
)
select cited.parent_id as post_id, cited.level, coalesce(narrative.label, '') as label
from cited
semi join wide using (level, parent_id)
join narrative using (narrative_id)
order by cited.parent_id, cited.level, narrative.narrative_id
