-- One row for each link of the classes in $classes whose child is a live post: from the child to its parent.
create or replace temp table tie as
select link.child_id as source_post,
       link.parent_id as target_post,
       child.actor_id as source_actor,
       coalesce(parent.actor_id, unseen.actor_id) as target_actor,
       link.evidence,
       child.published_lo as lo,
       child.published_hi as hi
from link
join live_post child on child.post_id = link.child_id
left join post parent on parent.post_id = link.parent_id
left join (select post_id, min(actor_id) as actor_id from unseen group by post_id) unseen
       on unseen.post_id = link.parent_id
where list_contains($classes, link.evidence);
