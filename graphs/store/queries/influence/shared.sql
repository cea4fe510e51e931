-- How many posts asked for have an author in several groups.
select count(*)
from live_post p
cross join event_topic t
left join narrative_post n on n.narrative_id = t.narrative_id and n.post_id = p.post_id
where (t.narrative_id is null or n.post_id is not null)
  and (t.needle is null or contains(lower(coalesce(p.text, '')), t.needle) or contains(lower(coalesce(p.title, '')), t.needle))
  and (p.published_lo + p.published_hi) // 2 between $first and $last
  and p.actor_id in (select actor_id from event_member group by actor_id having count(*) > 1)
