-- How many of the incoming actors neither wrote nor were referenced nor linked to.
select count(*) from incoming_actor
where actor_id not in (
    select actor_id from post
    union select target_actor_id from reference where target_actor_id is not null
    union select 'web:' || domain from post_url where domain is not null
);
