-- Who passed on which post when.
select distinct target_post_id as object_id, actor_id as account_id, post_id as content_id, published_lo as moment,
       published_hi - published_lo as spread
from live_post join reference using (post_id)
where reference.kind = 'repost' and target_post_id is not null and reference.role <> 'via'
