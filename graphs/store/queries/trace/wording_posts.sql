-- The texts of the words narratives at the places $places, by narrative and time, reposts aside; `post` is their number.
with numbered as (select distinct post_id, post from trace_node)
select t.place, numbered.post, p.published_lo, p.published_hi, n.reason = 'typical' as typical,
       case when p.text is null then p.title
            when p.title is null or starts_with(p.text, p.title) then p.text
            else p.title || chr(10) || p.text
       end as words
from narrative_post n
join trace_narrative t on t.narrative_id = n.narrative_id
join live_post p on p.post_id = n.post_id
join numbered on numbered.post_id = p.post_id
where n.level = 'words' and n.reason <> 'repost' and t.place in (select unnest($places))
order by t.place, p.published_lo, p.post_id
