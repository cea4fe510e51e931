-- Posts of each group by moment, in order; `event_topic` and `event_member` are lent by the caller.
-- Authors of several groups are left out; `width` is how far the time may be off, in milliseconds.
select m.place::integer as place,
       (p.published_lo + p.published_hi) // 2 as "at",
       p.published_hi - p.published_lo as width
from live_post p
join event_member m using (actor_id)
cross join event_topic t
left join narrative_post n on n.narrative_id = t.narrative_id and n.post_id = p.post_id
where (t.narrative_id is null or n.post_id is not null)
  and (t.needle is null or contains(lower(coalesce(p.text, '')), t.needle) or contains(lower(coalesce(p.title, '')), t.needle))
  and (p.published_lo + p.published_hi) // 2 between $first and $last
  and p.actor_id not in (select actor_id from event_member group by actor_id having count(*) > 1)
order by "at", place, width, p.post_id
