-- Part 0 of a narrative: its own posts.
create or replace temp table trace_row as
select distinct place, post_id, 0 as part
from trace_narrative
join narrative_post using (narrative_id)
join live_post using (post_id)
