-- The posts of the narratives of a level, or of one narrative, and the documented posts nobody has collected, numbered.
create or replace temp table part_post as
with chosen as (
    select distinct n.narrative_id, n.post_id
    from narrative_post n
    where ($narrative is null and n.level = $level) or n.narrative_id = $narrative
),
own as (
    select c.narrative_id, c.post_id, p.actor_id, p.published_lo as lo, p.published_hi as hi,
           p.kind = 'repost' as repost, false as unseen
    from chosen c join live_post p using (post_id)
),
missing as (
    select distinct o.narrative_id, u.post_id, u.actor_id
    from own o
    join link l on l.child_id = o.post_id
    join unseen u on u.post_id = l.parent_id
    where u.actor_id is not null and l.evidence in (select unnest($evidence))
),
everything as (
    select * from own
    union all
    select m.narrative_id, m.post_id, m.actor_id, b.lo, b.lo, false, true
    from missing m join (select narrative_id, min(lo) as lo from own group by narrative_id) b using (narrative_id)
)
select row_number() over (order by narrative_id, lo, hi, post_id) - 1 as row, *
from everything
