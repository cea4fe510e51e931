-- A page of a narrative's posts in order of time, only those that hold the words; `number` is the row of the table.
with member as (
    select post_id, min(reason) as reason
    from narrative_post
    where narrative_id = $narrative
    group by post_id
),
hit as materialized (
    select p.rowid as number, p.published_lo, p.post_id, member.reason
    from post p join member using (post_id)
    where p.deleted_at is null and p.superseded_by is null
      and ($words is null or contains(lower(coalesce(p.text, '')), $words)
           or contains(lower(coalesce(p.title, '')), $words))
),
page as (
    from hit order by published_lo, post_id limit $most offset $skip
)
select page.number, p.post_id, p.actor_id, p.kind, p.platform, p.published_lo, p.published_hi,
       coalesce(p.lang, '') as lang, coalesce(p.title, '') as title, left(coalesce(p.text, ''), $characters) as text,
       length(coalesce(p.text, '')) > $characters as cut, coalesce(p.url, '') as url, page.reason,
       (select count(*) from hit) as found
from page join post p on p.rowid = page.number
order by page.published_lo, page.post_id
