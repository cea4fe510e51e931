-- Documented posts that nobody has collected and that posts of the narrative point at, the most cited first.
select u.post_id,
       coalesce(u.actor_id, '') as actor_id,
       coalesce(u.canonical, '') as canonical,
       coalesce(u.published_hi, min(p.published_lo)) as published_hi,
       count(distinct l.child_id) as citers
from link l
join (select distinct post_id from narrative_post where narrative_id = $narrative) n on n.post_id = l.child_id
join live_post p on p.post_id = l.child_id
join unseen u on u.post_id = l.parent_id
group by all
order by citers desc, u.post_id
