-- The posts whose own words count, numbered by time: all with a text or title but reposts of a collected original.
-- `house` numbers the outlets that speak through several accounts; -1 for the posts of everyone else. `content` is a
-- number for all that decides how a post is read.
create or replace temp table word_post as
with house as (
    select actor_id, domain, dense_rank() over (order by domain) - 1 as house
    from (
        select actor_id, min(domain) as domain
        from (from outlet select actor_id, domain union select 'web:' || domain, domain from outlet)
        group by actor_id
    )
    where domain in (select domain from outlet where actor_id <> 'web:' || domain)
)
select row_number() over (order by published_lo, post_id) - 1 as number,
       dense_rank() over (order by actor_id) - 1 as author,
       post_id,
       actor_id,
       published_lo as moment,
       domain,
       coalesce(house, -1) as house,
       hash(actor_id, domain, published_lo, text, title) as content
from live_post p
left join house using (actor_id)
where (text is not null or title is not null)
  and not exists (from repost_of r where r.post_id = p.post_id);
