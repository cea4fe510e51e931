-- Who took something from whom, and when: links between the posts of different actors, or those into one narrative.
with child as (
    select p.post_id, p.actor_id, p.published_lo as lo, p.published_hi as hi
    from live_post p
    where $narrative is null or p.post_id in (select post_id from narrative_post where narrative_id = $narrative)
)
select l.parent_id as parent, l.child_id as child, coalesce(p.actor_id, u.actor_id) as source, c.actor_id as target,
       p.published_lo as posted_lo, p.published_hi as posted_hi, c.lo as taken_lo, c.hi as taken_hi,
       bool_or(list_contains($documented, l.evidence)) as documented
from link l
join child c on c.post_id = l.child_id
left join live_post p on p.post_id = l.parent_id
left join unseen u on u.post_id = l.parent_id and p.post_id is null
where l.evidence in (select unnest($evidence)) and coalesce(p.actor_id, u.actor_id) <> c.actor_id
group by l.parent_id, l.child_id, p.actor_id, u.actor_id, c.actor_id, p.published_lo, p.published_hi, c.lo, c.hi
order by taken_lo, taken_hi, l.parent_id, l.child_id
