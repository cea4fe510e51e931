-- How many posts a narrative has, and how many of them have words.
select count(*) as posts,
       count(*) filter (where length(trim(coalesce(p.title, '') || coalesce(p.text, ''))) > 0) as worded,
       list(p.post_id order by p.published_lo, p.post_id)
           filter (where length(trim(coalesce(p.title, '') || coalesce(p.text, ''))) > 0) as ids
from narrative_post n
join live_post p using (post_id)
where n.narrative_id = $narrative
