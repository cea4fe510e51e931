-- Who an actor took from (`from`) and who took from it (`to`), by class of evidence, with a post behind each tie.
with own as (select post_id from live_post where actor_id = $actor),
missing as (select post_id from unseen where actor_id = $actor),
taken as (
    select 'from' as way, coalesce(p.actor_id, u.actor_id) as other, l.evidence, l.probability, l.child_id as post_id
    from link l
    semi join own on own.post_id = l.child_id
    left join live_post p on p.post_id = l.parent_id
    left join unseen u on u.post_id = l.parent_id
),
given as (
    select 'to' as way, c.actor_id as other, l.evidence, l.probability, l.child_id as post_id
    from link l
    semi join (from own union all from missing) mine on mine.post_id = l.parent_id
    join live_post c on c.post_id = l.child_id
)
select way, other, evidence, count(*) as weight, max(probability) as probability, min(post_id) as post_id
from (from taken union all from given)
where other is not null
group by all
order by weight desc, other, way, evidence
