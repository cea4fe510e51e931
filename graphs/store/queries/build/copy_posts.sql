-- Posts of words narratives that hold more than one text in three posts or more (two cannot show an inherited
-- variant), by narrative and time, reposts aside.
with several as (
    select narrative_id from narrative_post
    where level = 'words' and reason <> 'repost'
    group by narrative_id
    having count(*) >= 3 and bool_or(reason not in ('typical', 'identical'))
)
select dense_rank() over (order by n.narrative_id) as narrative,
       p.post_id,
       dense_rank() over (order by p.actor_id) as author,
       p.published_lo, p.published_hi,
       n.reason = 'typical' as typical,
       case when p.text is null then p.title
            when p.title is null or starts_with(p.text, p.title) then p.text
            else p.title || chr(10) || p.text
       end as words
from narrative_post n
semi join several on several.narrative_id = n.narrative_id
join live_post p on p.post_id = n.post_id
where n.level = 'words' and n.reason <> 'repost'
order by narrative, p.published_lo, p.post_id
