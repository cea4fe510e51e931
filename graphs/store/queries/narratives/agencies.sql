-- Narratives of the words level that look like one text handed to many: printed nearly alike by three outlets within
-- six hours of the first of them, or first posted by an agency.
create or replace temp table agency_text as
with printed as (
    select n.narrative_id, o.outlet, p.published_lo,
           min(p.published_lo) over (partition by n.narrative_id) as first
    from narrative_post n
    join live_post p using (post_id)
    join outlet_of o using (actor_id)
    where n.level = 'words' and (n.reason in ('typical', 'identical') or (n.score >= 0.8 and n.reason like 'near:%'))
),
opened as (
    select n.narrative_id, arg_min(p.actor_id, (p.published_lo, p.post_id)) as actor_id
    from narrative_post n join live_post p using (post_id)
    where n.level = 'words'
    group by n.narrative_id
)
select narrative_id from printed
where published_lo <= first + 6 * 3600000
group by narrative_id
having count(distinct outlet) >= 3
union
select narrative_id from opened join outlet_of using (actor_id) where agency
