-- When these posts were published, by whom, and what they are.
select p.post_id, p.actor_id, p.kind, p.published_lo, p.published_hi, coalesce(p.lang, '') as lang
from post p
join (select unnest($ids) as post_id) wanted using (post_id)
order by p.post_id
