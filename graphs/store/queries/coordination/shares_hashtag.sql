-- Who used which hashtag when; a repost uses those of its original no second time.
select distinct lower(tag) as object_id, actor_id as account_id, post_id as content_id, published_lo as moment,
       published_hi - published_lo as spread
from live_post join tag using (post_id)
where kind <> 'repost'
