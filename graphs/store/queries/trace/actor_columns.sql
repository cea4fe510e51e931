-- The actors that wrote a row of `trace_node`.
select code, actor_id, role, coalesce(name, '') as name, coalesce(followers, -1) as followers, in_source, in_target, in_via
from trace_actor
where code in (select actor from trace_node)
order by code
