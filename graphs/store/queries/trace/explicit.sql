-- Children whose platform names the very post they were taken from: quotes, replies, and reposts that name it.
select distinct child.node as child, parent.node as parent
from link
join trace_node child on child.post_id = link.child_id
join trace_node parent on parent.post_id = link.parent_id and parent.place = child.place
where link.evidence = 'reference'
  and child.part = 0 and parent.part = 0
  and child.place in (select place from trace_narrative)
  and (child.kind in ('quote', 'reply')
       or exists (select 1 from reference where reference.post_id = child.post_id and reference.role = 'via'
                  and reference.target_post_id = parent.post_id))
order by child.node, parent.node
