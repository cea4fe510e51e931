-- Posts of each of the narratives $ids in $bins equal bins between its own first and last time.
with member as (
    select n.narrative_id, n.first, n.last, (p.published_lo + p.published_hi) // 2 as middle
    from narrative n
    join narrative_post using (narrative_id)
    join live_post p using (post_id)
    where n.narrative_id in (select unnest($ids))
)
select narrative_id,
       greatest(0, least($bins - 1, ($bins * (middle - first)) // greatest(1, last - first)))::integer as bin,
       count(*)::bigint as posts
from member
group by narrative_id, bin
order by narrative_id, bin
