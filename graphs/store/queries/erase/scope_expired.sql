-- What goes by age: posts that were published before a time. Accounts that then have no post, no role and no mention go too.
create or replace temp table gone_post as
select post_id from post where published_hi < getvariable('expired_before');
create or replace temp table gone_actor as
select actor_id from actor
where actor_id not in (select actor_id from post anti join gone_post using (post_id))
    and actor_id not in (select actor_id from actor_role)
    and actor_id not in (
        select target_actor_id from reference anti join gone_post using (post_id) where target_actor_id is not null
    )
    and actor_id in (select actor_id from post semi join gone_post using (post_id));
