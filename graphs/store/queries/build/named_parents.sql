-- For each named source a parent: linked anyway, else nearest earlier in one narrative, else unseen. Actors that share a
-- name or an outlet are one source; nobody is a source of its own.
create or replace temp table named_link as
with voice as (
    select s.post_id as child_id, s.actor_id, s.evidence,
           min(s.detail) over (partition by s.post_id, s.evidence, s.detail) as detail
    from named_source s
),
own as (
    select distinct v.child_id, v.evidence, v.detail
    from voice v join live_post p on p.post_id = v.child_id
    where v.actor_id = p.actor_id
       or exists (from outlet a join outlet b using (domain) where a.actor_id = v.actor_id and b.actor_id = p.actor_id)
       or exists (from outlet a where a.actor_id = v.actor_id and 'web:' || a.domain = p.actor_id)
       or exists (from outlet a where a.actor_id = p.actor_id and 'web:' || a.domain = v.actor_id)
),
wanted as (select v.* from voice v anti join own using (child_id, evidence, detail)),
linked as (
    select w.child_id, w.evidence, w.detail, l.parent_id, 0 as way, 0::bigint as distance, l.p_order
    from wanted w
    join link l on l.child_id = w.child_id and l.evidence in ('reference', 'citation') and l.detail <> 'forward'
    left join live_post parent on parent.post_id = l.parent_id
    left join unseen u on u.post_id = l.parent_id
    where coalesce(parent.actor_id, u.actor_id) = w.actor_id
),
near as (
    select w.child_id, w.evidence, w.detail, parent.post_id as parent_id, 1 as way,
           child.published_lo - parent.published_lo as distance,
           p_order(parent.published_lo, parent.published_hi, child.published_lo, child.published_hi) as p_order
    from wanted w
    join live_post child on child.post_id = w.child_id
    join narrative_post mine on mine.post_id = w.child_id and mine.level <> 'claim'
                            and (w.evidence = 'attribution' or mine.level = 'words')
    join narrative_post theirs on theirs.narrative_id = mine.narrative_id and theirs.post_id <> w.child_id
    join live_post parent on parent.post_id = theirs.post_id and parent.actor_id = w.actor_id
),
missing as (
    select w.child_id, w.evidence, w.detail,
           'unseen:' || w.actor_id || '#' || arg_min(mine.narrative_id, (case mine.level when 'words' then 0 else 1 end, mine.narrative_id)) as parent_id,
           2 as way, 0::bigint as distance, 1.0::double as p_order
    from wanted w join narrative_post mine on mine.post_id = w.child_id and mine.level <> 'claim'
    group by w.child_id, w.evidence, w.detail, w.actor_id
)
select child_id, evidence, detail, parent_id, p_order, way
from (from linked union all (from near where p_order > 0.5) union all from missing)
qualify row_number() over (
    partition by child_id, evidence, detail
    order by way, distance, case when parent_id like 'unseen:web:%' then 0 else 1 end, parent_id
) = 1
