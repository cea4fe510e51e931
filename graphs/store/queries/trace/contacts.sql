-- Who has taken something from whom, by documented links of the whole case, and since when.
select child_actor.code as child, parent_actor.code as parent, min(child.published_hi) as since
from link
join live_post child on child.post_id = link.child_id
join post parent on parent.post_id = link.parent_id
join trace_actor child_actor on child_actor.actor_id = child.actor_id
join trace_actor parent_actor on parent_actor.actor_id = parent.actor_id
where list_contains($documented, link.evidence) and child.actor_id <> parent.actor_id
group by all
order by child, parent
