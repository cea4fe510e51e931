-- Pairs of actors of either group that shared $objects or more pages within $window milliseconds of each other.
with shared as (
    select distinct actor_id, code, post_url.canonical, published_lo as moment
    from post_url
    join live_post using (post_id)
    join trace_actor using (actor_id)
    where (in_source or in_target) and post_url.article and published_hi - published_lo <= $window
),
often as (
    select * from shared
    where code in (select code from shared group by code having count(distinct canonical) >= $objects)
)
select a.code as left_code, b.code as right_code
from often a
join often b on b.canonical = a.canonical and b.moment between a.moment - $window and a.moment + $window
where a.code < b.code
group by all
having count(distinct a.canonical) >= $objects
order by all
