-- Part 1 of a link narrative that could be led: the same words without the link. Of each actor of either group, and of
-- each outlet and agency, the first such post; the earliest $most of them.
insert into trace_row
with ample as (
    select place
    from trace_row
    join trace_narrative using (place)
    join live_post using (post_id)
    join trace_actor using (actor_id)
    where level = 'link' and (in_source or in_target)
    group by place
    having count(distinct code) >= $least
),
touched as (
    select distinct place, narrative_post.narrative_id
    from trace_row
    semi join ample using (place)
    join narrative_post using (post_id)
    where narrative_post.level = 'words'
),
firsts as (
    select touched.place, post_id, published_lo,
           row_number() over (partition by touched.place, actor_id order by published_lo, post_id) as nth
    from touched
    join narrative_post using (narrative_id)
    join live_post using (post_id)
    join trace_actor using (actor_id)
    where in_source or in_target or role in ('outlet', 'agency')
),
ranked as (
    select distinct place, post_id, published_lo, row_number() over (partition by place order by published_lo, post_id) as rank
    from firsts
    anti join trace_row using (place, post_id)
    where nth = 1
)
select place, post_id, 1 from ranked where rank <= $most
