-- Part 1 of a narrative: the rest of its story, as far as it has words. Of each actor of either group, and of each
-- outlet and agency, the first such post; the earliest $most of them.
insert into trace_row
with firsts as (
    select place, post_id, published_lo,
           row_number() over (partition by place, actor_id order by published_lo, post_id) as nth
    from trace_story
    join narrative_post using (narrative_id)
    join live_post using (post_id)
    join trace_actor using (actor_id)
    where in_source or in_target or role in ('outlet', 'agency')
),
ranked as (
    select place, post_id, row_number() over (partition by place order by published_lo, post_id) as rank
    from (select distinct place, post_id, published_lo from firsts where nth = 1)
    anti join trace_row using (place, post_id)
)
select place, post_id, 1 from ranked where rank <= $most
