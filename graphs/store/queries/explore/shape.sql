-- A narrative's posts in $bins equal bins between its first and its last time, each at the middle of its interval.
with span as (select first, last from narrative where narrative_id = $narrative),
member as (
    select distinct post_id from narrative_post where narrative_id = $narrative
)
select greatest(0, least($bins - 1, ($bins * ((p.published_lo + p.published_hi) // 2 - span.first))
       // greatest(1, span.last - span.first)))::integer as bin, count(*)::bigint as posts
from live_post p join member using (post_id) cross join span
group by bin
order by bin
