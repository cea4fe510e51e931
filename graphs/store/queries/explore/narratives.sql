-- A page of the list of narratives, the largest first; only those of a level, only those whose label holds the words.
with hit as materialized (
    select narrative_id, level, coalesce(label, '') as label, posts, actors, languages, first, last, flags
    from narrative
    where ($level is null or level = $level) and ($words is null or contains(lower(coalesce(label, '')), $words))
),
page as (
    from hit order by posts desc, level, narrative_id limit $most offset $skip
),
judged as (
    select narrative_id, string_agg(distinct verdict, ', ' order by verdict) as verdicts
    from finding semi join page using (narrative_id)
    group by narrative_id
)
select page.*, coalesce(judged.verdicts, '') as verdicts, (select count(*) from hit) as found
from page left join judged using (narrative_id)
order by posts desc, level, narrative_id
