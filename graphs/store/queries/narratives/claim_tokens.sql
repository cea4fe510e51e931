-- What the posts of a unit hold beside words: article pages, hashtags, media.
select distinct m.number, 'url:' || u.canonical as anchor
from claim_member m join post_url u using (post_id)
where u.article and u.canonical is not null
union
select distinct m.number, 'tag:' || lower(t.tag) from claim_member m join tag t using (post_id)
union
select distinct m.number, 'media:' || d.hash from claim_member m join media d using (post_id) where d.hash is not null
order by 1, 2
