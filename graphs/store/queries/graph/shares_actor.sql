-- Who shared what: the article links of a post, or for a repost the post it passed on.
create or replace temp table share as
select actor_id as sharer, 'url:' || canonical as object, post_id, published_lo as lo, published_hi as hi
from live_post join post_url using (post_id)
where kind <> 'repost' and canonical is not null and article is not false
union
select actor_id, 'post:' || target_post_id, post_id, published_lo, published_hi
from live_post join reference using (post_id)
where reference.kind = 'repost' and target_post_id is not null and reference.role <> 'via';
