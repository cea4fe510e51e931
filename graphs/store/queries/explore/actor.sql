-- How much an author wrote, from when to when, in which languages.
select count(*) as posts, min(published_lo) as first, max(published_hi) as last,
       coalesce(string_agg(distinct lang, ' ' order by lang), '') as languages
from live_post
where actor_id = $actor
