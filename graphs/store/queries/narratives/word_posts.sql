-- The posts whose own words count, numbered by time: all with a text or title but reposts of a collected original.
create or replace temp table word_post as
select row_number() over (order by published_lo, post_id) - 1 as number,
       dense_rank() over (order by actor_id) - 1 as author,
       post_id
from live_post p
where (text is not null or title is not null)
  and not exists (from repost_of r where r.post_id = p.post_id)
