-- The first post behind each of the heaviest ties that the graph query left in `tie`: who took, from whom, which post.
with ranked as (
    select source_actor, target_actor, source_post, lo,
           count(*) over (partition by source_actor, target_actor) as weight,
           row_number() over (partition by source_actor, target_actor order by lo, source_post) as place
    from tie
    where target_actor is not null
)
select source_actor as taker, target_actor as origin, source_post as post_id
from ranked
where place = 1
order by weight desc, taker, origin
limit $most
