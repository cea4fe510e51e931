-- Links by address: a post cites an article page or a platform post, collected or not. A post does not cite its own
-- page; a repost does not cite again what its collected original cites; what a reference says is not said twice.
create or replace temp table citation_link as
with page as (
    select canonical, arg_min(post_id, (case when post_id = 'web:' || canonical then 0 else 1 end, published_lo, post_id)) as post_id
    from (
        select url_canonical as canonical, post_id, published_lo from live_post where url_canonical is not null
        union all
        select substr(post_id, 5), post_id, published_lo from live_post where post_id like 'web:%'
    )
    group by canonical
),
cited as (
    select distinct u.post_id as child_id, u.canonical, u.domain,
           social.actor_id as social_actor,
           coalesce(latest.last, social.post_id) as social_post
    from post_url u
    left join social_page social on social.canonical = u.canonical
    left join version latest on latest.post_id = social.post_id
    where u.canonical is not null and (u.article or social.post_id is not null)
),
target as (
    select c.child_id, c.canonical, c.domain, c.social_actor,
           case when parent.post_id is not null then parent.post_id
                when page.post_id is not null then page.post_id
                when c.social_post is not null then c.social_post
                else 'unseen:' || c.canonical
           end as parent_id
    from cited c
    left join live_post parent on parent.post_id = c.social_post
    left join page on page.canonical = c.canonical
),
kept as (
    select t.parent_id, t.child_id, min(t.canonical) as canonical, min(t.domain) as domain,
           min(t.social_actor) as social_actor, min(child.published_lo) as child_lo, min(child.published_hi) as child_hi
    from target t
    join live_post child on child.post_id = t.child_id
    left join post gone on gone.post_id = t.parent_id and gone.actor_id = child.actor_id and gone.superseded_by is not null
    where t.parent_id <> t.child_id
      and gone.post_id is null
      and child.url_canonical is distinct from t.canonical
      and t.child_id <> 'web:' || t.canonical
      and not exists (from repost_of r where r.post_id = t.child_id)
      and not exists (from reference_link r where r.child_id = t.child_id and r.parent_id = t.parent_id)
    group by t.parent_id, t.child_id
)
select k.parent_id, k.child_id, k.canonical as detail, k.canonical, k.domain, k.social_actor, k.child_hi,
       parent.post_id is not null as seen,
       case when parent.post_id is null or parent.published_lo > k.earliest then 1.0
            else p_order(parent.published_lo, least(parent.published_hi, k.earliest), k.child_lo, k.child_hi)
       end as p_order
from (select *, min(child_hi) over (partition by parent_id) as earliest from kept) k
left join live_post parent on parent.post_id = k.parent_id
