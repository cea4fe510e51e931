-- Part 2 of a narrative: documented parents that are not in it, seen (within $horizon milliseconds) or unseen.
insert into trace_row
select distinct trace_row.place, link.parent_id, 2
from trace_row
join link on link.child_id = trace_row.post_id
join live_post child on child.post_id = link.child_id
left join post parent on parent.post_id = link.parent_id
where list_contains($documented, link.evidence)
  and (parent.post_id is null or parent.published_hi >= child.published_lo - $horizon)
  and (trace_row.place, link.parent_id) not in (select (place, post_id) from trace_row)
