-- The posts of every narrative of a story, each once, as the rows of a place of its own.
insert into trace_row
select distinct story, post_id, 0
from trace_story
join trace_narrative using (place)
join narrative_post using (narrative_id)
join live_post using (post_id)
