-- The posts of a narrative in order of time.
select p.post_id, p.actor_id, p.lang, p.published_lo, p.published_hi
from narrative_post n join live_post p using (post_id)
where n.narrative_id = $narrative
order by p.published_lo, p.published_hi, p.post_id
