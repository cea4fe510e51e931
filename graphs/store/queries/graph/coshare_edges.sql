-- Pairs with at least $least distinct objects in common; weight counts the posts by which the two shared these.
create or replace temp table graph_edge as
with light as (
    select s, o, posts, first, last from coshare_use anti join coshare_heavy using (o)
),
heavy as (
    select s, o, posts, first, last from coshare_use semi join coshare_heavy using (o)
),
met as (
    select a.s, b.s as t, count(*) as objects, sum(a.posts + b.posts) as posts,
           min(least(a.first, b.first)) as first, max(greatest(a.last, b.last)) as last
    from light a join light b on a.o = b.o and a.s < b.s
    group by a.s, b.s
),
confirmed as (
    select met.s, met.t, count(*) as objects, sum(a.posts + b.posts) as posts,
           min(least(a.first, b.first)) as first, max(greatest(a.last, b.last)) as last
    from met join heavy a on a.s = met.s join heavy b on b.s = met.t and b.o = a.o
    group by met.s, met.t
),
kept as (
    select met.s, met.t,
           met.objects + coalesce(confirmed.objects, 0) as objects,
           met.posts + coalesce(confirmed.posts, 0) as posts,
           least(met.first, confirmed.first) as first,
           greatest(met.last, confirmed.last) as last
    from met left join confirmed on confirmed.s = met.s and confirmed.t = met.t
    where met.objects + coalesce(confirmed.objects, 0) >= $least
),
several as (                              -- posts with more than one object would count once for each
    select s, o, post_id
    from share join coshare_use on coshare_use.sharer = share.sharer and coshare_use.object = share.object
    qualify count(*) over (partition by post_id) > 1
),
sides as (
    select s, t, s as mine, t as yours from kept
    union all
    select s, t, t, s from kept
),
again as (
    select sides.s, sides.t, post_id, count(*) - 1 as extra
    from sides
    join several on several.s = mine
    join coshare_use other on other.s = yours and other.o = several.o
    group by sides.s, sides.t, post_id
),
surplus as (
    select s, t, sum(extra) as posts from again group by s, t
),
name as (
    select distinct s, sharer from coshare_use
)
select a.sharer as source, b.sharer as target,
       (kept.posts - coalesce(surplus.posts, 0))::bigint as weight,
       kept.first, kept.last, 0 as evidence, kept.objects
from kept
join name a on a.s = kept.s
join name b on b.s = kept.t
left join surplus on surplus.s = kept.s and surplus.t = kept.t;
