-- The posts of all cascades in the order of their numbers, each with the number of its parent (-1: none).
select node.id,
       node.actor_id,
       node.collected,
       node.lo,
       node.hi,
       coalesce(parent.n, -1) as parent,
       coalesce(cascade_parent.known, false) as known,
       if(node.actor_id is null, -1, dense_rank() over (order by node.actor_id nulls last) - 1) as actor,
       actor_view.followers
from cascade_node node
left join cascade_parent on cascade_parent.post_id = node.id
left join cascade_node parent on parent.id = cascade_parent.parent_id
left join actor_view on actor_view.actor_id = node.actor_id
order by node.n;
