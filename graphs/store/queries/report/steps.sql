-- When and where the posts $ids were published.
select post_id, published_lo, published_hi, kind, coalesce(url, 'https://' || url_canonical) as url
from live_post
where post_id in (select unnest($ids))
order by post_id
