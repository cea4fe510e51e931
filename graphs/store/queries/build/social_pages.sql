-- What those addresses lead to: the post, under the number of its channel or author where the address has the handle.
create or replace temp table social_page as
with known as (
    select platform, lower(handle) as handle, min(actor_id) as actor_id
    from actor where handle is not null
    group by all
),
read as (
    select canonical, post_id, account,
           split_part(post_id, ':', 1) as platform,
           regexp_extract(post_id, '^[a-z]+:([^/]+)/(.+)$', ['name', 'rest']) as part
    from social_read
)
select r.canonical,
       case when r.platform in ('telegram', 'bluesky') and author.actor_id is not null
            then author.actor_id || '/' || r.part.rest
            else r.post_id
       end as post_id,
       coalesce(author.actor_id, owner.actor_id, r.account) as actor_id
from read r
left join known author on author.platform = r.platform and author.handle = lower(r.part.name)
left join known owner
       on owner.platform = r.platform and owner.handle = lower(substr(r.account, length(r.platform) + 2))
