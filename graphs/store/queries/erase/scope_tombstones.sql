-- What goes by the platforms' word: posts and accounts with a tombstone, an account's posts, what is withheld, and
-- the reposts of all these.
create or replace temp table gone_actor as
select distinct actor_id from (select id as actor_id from tombstone)
where actor_id in (select actor_id from actor union all select actor_id from post);
create or replace temp table gone_post as
with recursive seed as (
    select id as post_id from tombstone where id not in (select actor_id from gone_actor)
    union
    select post_id from post where withheld is not null or deleted_at is not null
    union
    select post_id from post where actor_id in (select actor_id from gone_actor)
    union
    select post_id from reference where kind = 'repost' and target_actor_id in (select actor_id from gone_actor)
),
tie as (
    select target_post_id as head, post_id as next from reference where kind = 'repost' and target_post_id is not null
    union all
    select earlier_id, later_id from edit
    union all
    select later_id, earlier_id from edit
),
gone as (
    select post_id from seed
    union
    select tie.next from gone join tie on tie.head = gone.post_id
)
select post_id from gone;
