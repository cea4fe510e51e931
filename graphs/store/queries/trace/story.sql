-- The words narratives that tell the same story as each narrative that could be led: its own, those of the posts that
-- share its page, and those tied to these by a page that both hold or that $citers actors of each cite. A page that
-- more than $most narratives cite ties nothing.
create or replace temp table trace_story as
with ample as (
    select place
    from trace_row
    join live_post using (post_id)
    join trace_actor using (actor_id)
    where in_source or in_target
    group by place
    having count(distinct code) >= $least
),
holds as (
    select narrative_post.narrative_id, link.parent_id as page
    from narrative_post
    join link on link.child_id = narrative_post.post_id and link.evidence = 'citation'
    join live_post on live_post.post_id = narrative_post.post_id
    where narrative_post.level = 'words'
    group by all
    having count(distinct live_post.actor_id) >= $citers
    union
    select narrative_id, post_id
    from narrative_post
    where level = 'words' and post_id in (select parent_id from link where evidence = 'citation')
),
narrow as (
    select page from holds group by page having count(*) <= $most
),
near as (
    select distinct a.narrative_id as one, b.narrative_id as other
    from holds a
    join holds b using (page)
    semi join narrow using (page)
),
own as (
    select place, narrative_id
    from trace_narrative
    semi join ample using (place)
    where level = 'words'
    union
    select trace_row.place, narrative_post.narrative_id
    from trace_row
    semi join ample using (place)
    join trace_narrative using (place)
    join narrative_post using (post_id)
    where trace_narrative.level <> 'words' and narrative_post.level = 'words'
)
select place, narrative_id from own
union
select own.place, near.other from own join near on near.one = own.narrative_id
