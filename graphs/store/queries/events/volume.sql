-- Posts of each topic and group by quarter of an hour (of the first and the last moment that each post's time can mean).
-- `event_topic` and `event_member` are lent by the caller; a topic without needle and narrative is every post.
select t.topic::integer as topic,
       m.place::integer as place,
       p.published_lo // 900000 as lo,
       p.published_hi // 900000 as hi,
       count(*)::bigint as posts
from live_post p
join event_member m using (actor_id)
cross join event_topic t
left join narrative_post n on n.narrative_id = t.narrative_id and n.post_id = p.post_id
where (t.narrative_id is null or n.post_id is not null)
  and (t.needle is null or contains(lower(coalesce(p.text, '')), t.needle) or contains(lower(coalesce(p.title, '')), t.needle))
group by all
order by all
