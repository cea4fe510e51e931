-- Number the posts of all cascades, earliest first; a post that nobody collected comes before those that were.
create or replace temp table cascade_node as
with named as (
    select post_id as id, null as told from cascade_parent
    union all
    select parent_id, nullif(parent_actor, '') from cascade_parent
),
once as (
    select id, min(told) as told from named group by id
)
select row_number() over (order by coalesce(published_lo, -9223372036854775808), id) - 1 as n,
       id,
       coalesce(post.actor_id, told) as actor_id,
       post.post_id is not null as collected,
       published_lo as lo,
       published_hi as hi
from once left join post on post.post_id = id;
