-- The narratives of a post with the reason, the plainest level first, then those of the posts that it is linked with.
with mine as (
    select narrative_id, level, score, reason from narrative_post where post_id = $post
),
linked as (
    select parent_id as post_id, evidence || ' to ' || parent_id as reason from link where child_id = $post
    union all
    select child_id, evidence || ' from ' || child_id from link where parent_id = $post
),
others as (
    select n.narrative_id, n.level, min(l.reason) as reason
    from linked l join narrative_post n on n.post_id = l.post_id
    where n.narrative_id not in (select narrative_id from mine)
    group by n.narrative_id, n.level
)
select * from (
    select m.narrative_id, m.level, v.label, true as member, m.score, m.reason
    from mine m left join narrative v using (narrative_id, level)
    union all
    select o.narrative_id, o.level, v.label, false, 0.0::double, o.reason
    from others o left join narrative v using (narrative_id, level)
)
order by member desc, list_position(['link', 'words', 'claim'], level), narrative_id
