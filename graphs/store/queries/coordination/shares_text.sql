-- Who wrote the words of which narrative when; reposts do not write them.
select distinct narrative_id as object_id, actor_id as account_id, post_id as content_id, published_lo as moment,
       published_hi - published_lo as spread
from live_post join narrative_post using (post_id)
where narrative_post.level = 'words' and kind <> 'repost'
