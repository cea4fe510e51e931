-- Who posted which picture or film (by its hash) when.
select distinct hash as object_id, actor_id as account_id, post_id as content_id, published_lo as moment,
       published_hi - published_lo as spread
from live_post join media using (post_id)
where kind <> 'repost' and hash is not null
