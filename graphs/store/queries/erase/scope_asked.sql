-- What goes when ids are asked for: the accounts, also under their handles, and the posts, with what repeats them.
create or replace temp table gone_actor as
with named as (
    select id as actor_id from asked
    union
    select actor.actor_id from actor join asked on asked.id = actor.platform || ':' || lower(ltrim(actor.handle, '@'))
)
select actor_id from named
union
select actor.platform || ':' || form
from actor
join named using (actor_id),
    unnest([ltrim(actor.handle, '@'), lower(ltrim(actor.handle, '@'))]) h(form)
where actor.handle is not null and actor.platform <> 'web';
create or replace temp table gone_post as
with recursive seed as (
    select id as post_id from asked where id not in (select actor_id from actor union all select actor_id from post)
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
