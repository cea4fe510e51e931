-- Pairs with at least $least distinct objects in common; weight counts the posts by which the two shared these.
create or replace temp table graph_edge as
with light as (
    select s, o from coshare_use anti join coshare_heavy using (o)
),
heavy as (
    select s, o from coshare_use semi join coshare_heavy using (o)
),
met as (
    select a.s, b.s as t, count(*) as objects
    from light a join light b on a.o = b.o and a.s < b.s
    group by a.s, b.s
),
confirmed as (
    select met.s, met.t, count(*) as objects
    from met join heavy a on a.s = met.s join heavy b on b.s = met.t and b.o = a.o
    group by met.s, met.t
),
kept as (
    select met.s, met.t, met.objects + coalesce(confirmed.objects, 0) as objects
    from met left join confirmed on confirmed.s = met.s and confirmed.t = met.t
    where met.objects + coalesce(confirmed.objects, 0) >= $least
),
common as (
    select kept.s, kept.t, a.sharer as source, b.sharer as target, kept.objects, a.object
    from kept
    join coshare_use a on a.s = kept.s
    join coshare_use b on b.s = kept.t and b.o = a.o
),
behind as (
    select source, target, objects, post_id, lo, hi from common join share on sharer = source and share.object = common.object
    union all
    select source, target, objects, post_id, lo, hi from common join share on sharer = target and share.object = common.object
)
select source, target, count(distinct post_id) as weight, min(lo) as first, max(hi) as last, 0 as evidence, objects
from behind
group by source, target, objects;
