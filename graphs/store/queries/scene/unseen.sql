-- Documented posts that nobody has collected and that posts of the narrative point at, the most cited first.
with pointing as (
    select l.parent_id as post_id, count(distinct l.child_id) as citers, min(p.published_lo) as first_citer
    from link l
    semi join (select post_id from narrative_post where narrative_id = $narrative) n on n.post_id = l.child_id
    join live_post p on p.post_id = l.child_id
    group by l.parent_id
)
select u.post_id,
       coalesce(u.actor_id, '') as actor_id,
       coalesce(u.canonical, '') as canonical,
       coalesce(u.published_hi, pointing.first_citer) as published_hi,
       pointing.citers
from unseen u
join pointing using (post_id)
order by pointing.citers desc, u.post_id
