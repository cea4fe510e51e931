-- What the evidence panel shows of these posts.
select p.post_id,
       coalesce(p.title, '') as title,
       left(coalesce(p.text, ''), $characters) as text,
       length(coalesce(p.text, '')) > $characters as cut,
       coalesce(p.url, '') as url,
       p.published_source as source
from post p
join (select unnest($ids) as post_id) wanted using (post_id)
order by p.post_id
