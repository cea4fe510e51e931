-- Links between rows of one narrative, by child, then parent.
select parent.node as parent, child.node as child, link.evidence,
       max(link.probability) as probability, max(link.p_order) as p_order
from link
join trace_node child on child.post_id = link.child_id
join trace_node parent on parent.post_id = link.parent_id and parent.place = child.place
where parent.node <> child.node
group by all
order by child.node, parent.node, link.evidence
