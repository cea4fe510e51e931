-- The chosen narratives with label, level and time.
select coalesce(label, '') as label, trace_narrative.level, "first", "last"
from trace_narrative
join narrative using (narrative_id)
order by place
