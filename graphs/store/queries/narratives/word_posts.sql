-- The posts whose own words count, numbered by time: all with a text or title but reposts of a collected original.
-- `house` numbers the outlets that speak through several accounts; -1 for the posts of everyone else.
create or replace temp table word_post as
select row_number() over (order by published_lo, post_id) - 1 as number,
       dense_rank() over (order by actor_id) - 1 as author,
       post_id,
       published_lo as moment,
       coalesce(h.house, -1) as house
from live_post p
left join (
    select actor_id, dense_rank() over (order by domain) - 1 as house
    from (
        select actor_id, min(domain) as domain
        from (from outlet select actor_id, domain union select 'web:' || domain, domain from outlet)
        group by actor_id
    )
    where domain in (select domain from outlet where actor_id <> 'web:' || domain)
) h using (actor_id)
where (text is not null or title is not null)
  and not exists (from repost_of r where r.post_id = p.post_id)
