-- The posts in the rows $nodes of `trace_node`.
select node, post_id from trace_node where node in (select unnest($nodes)) order by node
