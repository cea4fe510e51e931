-- The numbers of a narrative's posts, in the order of their times; reposts are those the platform counted or we hold.
with member as (
    select post_id, max(score) as score, min(reason) as reason
    from narrative_post
    where narrative_id = $narrative
    group by post_id
),
shown as (
    select m.post_id,
           max(case when m.name = 'reposts' then m.value end) as reposts,
           max(case when m.name = 'views' then m.value end) as views
    from metric m semi join member using (post_id)
    group by m.post_id
),
held as (
    select r.target_post_id as post_id, count(distinct r.post_id) as reposts
    from reference r semi join member on r.target_post_id = member.post_id
    where r.kind = 'repost'
    group by r.target_post_id
)
select p.post_id,
       p.actor_id,
       p.kind,
       p.published_lo,
       p.published_hi,
       coalesce(p.lang, '') as lang,
       cast(greatest(coalesce(s.reposts, 0), coalesce(h.reposts, 0)) as double) as reposts,
       cast(coalesce(s.views, 0) as double) as views,
       member.reason
from member
join live_post p on p.post_id = member.post_id
left join shown s on s.post_id = member.post_id
left join held h on h.post_id = member.post_id
order by p.published_lo, p.post_id
