-- The narratives that were chosen.
select narrative_id, level, flags, posts from trace_narrative order by place
