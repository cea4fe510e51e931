-- Which narratives tell one story: pairs of a narrative and a words narrative, by place.
select trace_story.place, trace_narrative.place as words
from trace_story
join trace_narrative using (narrative_id)
where trace_narrative.level = 'words'
order by all
