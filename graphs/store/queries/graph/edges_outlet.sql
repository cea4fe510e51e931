-- One row for each pair of outlets or groups: the posts behind it, when, and the classes of evidence as bits.
create or replace temp table graph_edge as
select child.unit as source,
       parent.unit as target,
       count(distinct source_post) as weight,
       min(lo) as first,
       max(hi) as last,
       bit_or(1 << (list_position($classes, evidence) - 1)) as evidence,
       0 as objects
from tie
join unit child on child.actor_id = tie.source_actor
join unit parent on parent.actor_id = tie.target_actor
group by child.unit, parent.unit;
