-- A page of an author's posts in order of time; `number` is the row of the table.
with hit as materialized (
    select rowid as number, published_lo, post_id
    from post
    where actor_id = $actor and deleted_at is null and superseded_by is null
),
page as (
    from hit order by published_lo, post_id limit $most offset $skip
)
select page.number, p.post_id, p.actor_id, p.kind, p.platform, p.published_lo, p.published_hi,
       coalesce(p.lang, '') as lang, coalesce(p.title, '') as title, left(coalesce(p.text, ''), $characters) as text,
       length(coalesce(p.text, '')) > $characters as cut, coalesce(p.url, '') as url, '' as reason,
       (select count(*) from hit) as found
from page join post p on p.rowid = page.number
order by page.published_lo, page.post_id
