-- Every actor with a number, its groups (as `trace_source`, `trace_target`, `trace_via` list them) and its standing.
create or replace temp table trace_actor as
select row_number() over (order by actor_id) - 1 as code,
       actor_id, platform, role, name, handle, followers, domains,
       actor_id in (select actor_id from trace_source) as in_source,
       actor_id in (select actor_id from trace_target) as in_target,
       actor_id in (select actor_id from trace_via) as in_via
from actor_view
