-- Put the observed links in place of the old ones, in a fixed order, and list the posts that nobody has collected.
delete from link where evidence in ('reference', 'citation');
insert into link
select parent_id, child_id, evidence, 1.0, p_order, detail
from (
    select parent_id, child_id, 'reference' as evidence, p_order, detail from reference_link
    union all
    select parent_id, child_id, 'citation', p_order, detail from citation_link
)
order by child_id, parent_id, evidence;
delete from unseen;
insert into unseen
select m.post_id, min(m.canonical), coalesce(min(gone.actor_id), min(m.actor_id)), min(m.child_hi), count(distinct m.child_id)
from (
    select parent_id as post_id, null as canonical, target_actor_id as actor_id, child_hi, child_id
    from reference_link where not seen
    union all
    select parent_id, canonical, coalesce(social_actor, case when parent_id like 'unseen:%' then 'web:' || domain end), child_hi, child_id
    from citation_link where not seen
) m
left join post gone on gone.post_id = m.post_id
group by m.post_id
order by m.post_id;
