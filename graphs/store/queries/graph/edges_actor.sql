-- One row for each pair of actors: the posts behind it, when, and the classes of evidence as bits in the order of $classes.
create or replace temp table graph_edge as
select source_actor as source,
       target_actor as target,
       count(distinct source_post) as weight,
       min(lo) as first,
       max(hi) as last,
       bit_or(1 << (list_position($classes, evidence) - 1)) as evidence,
       0 as objects
from tie
where target_actor is not null
group by source_actor, target_actor;
