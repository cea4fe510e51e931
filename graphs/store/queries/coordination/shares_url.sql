-- Who linked to which article when; reposts count as reposts, not as links.
select distinct canonical as object_id, actor_id as account_id, post_id as content_id, published_lo as moment,
       published_hi - published_lo as spread
from live_post join post_url using (post_id)
where kind <> 'repost' and canonical is not null and article is not false
