-- The links of these posts: `from` an earlier post, `to` a later one; of each class the $most surest, with their count.
with wanted as (select unnest($ids) as post_id),
ends as (
    select child_id as post_id, 'from' as way, parent_id as other_id, evidence, probability, p_order, detail
    from link where child_id in (from wanted)
    union all
    select parent_id, 'to', child_id, evidence, probability, p_order, detail
    from link where parent_id in (from wanted)
),
ranked as (
    select *, row_number() over one_class as place, count(*) over (partition by post_id, way, evidence) as count
    from ends
    window one_class as (
        partition by post_id, way, evidence order by probability desc, other_id, coalesce(detail, ''))
)
select r.post_id, r.way, r.evidence, r.other_id, r.probability, r.p_order, coalesce(r.detail, '') as detail, r.count,
       u.actor_id as unseen_actor, coalesce(u.canonical, '') as unseen_page
from ranked r
left join unseen u on u.post_id = r.other_id
where r.place <= $most
order by r.post_id, r.way, r.evidence, r.place
