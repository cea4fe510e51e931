-- Note what became of the narratives of a level: an id that stays with its posts is no change.
insert into narrative_change
with present as (
    select narrative_id, post_id from narrative_post where level = $level
),
went as (
    select b.narrative_id, n.narrative_id as other_id, count(*) as posts
    from narrative_before b left join present n using (post_id)
    where n.narrative_id is distinct from b.narrative_id
    group by b.narrative_id, n.narrative_id
),
judged as (
    select narrative_id, other_id, posts,
           narrative_id in (select narrative_id from present) as stays,
           count(other_id) over (partition by narrative_id) as targets,
           count(*) over (partition by other_id) as sources,
           other_id in (select narrative_id from narrative_before) as older
    from went
)
select (select coalesce(max(build), 0) + 1 from narrative_change where level = $level), $level, narrative_id,
       case when other_id is null then 'ended'
            when stays or targets > 1 then 'split'
            when older or sources > 1 then 'merged'
            else 'renamed'
       end,
       other_id, posts
from judged
where other_id is not null or (not stays and targets = 0)
order by narrative_id, other_id
