-- The earliest words of a named actor (outlet, official, organisation, public person) in each narrative of $ids.
select n.narrative_id,
       arg_min(p.actor_id, (p.published_lo, p.post_id)) as actor_id,
       arg_min(coalesce(p.title, p.text), (p.published_lo, p.post_id)) as words
from narrative_post n
join live_post p using (post_id)
left join actor_view v using (actor_id)
where n.narrative_id in (select unnest($ids))
  and (v.role in ('outlet', 'agency', 'aggregator', 'official', 'organisation') or v.public or p.platform = 'web')
  and coalesce(p.title, p.text) is not null
group by n.narrative_id
order by n.narrative_id
