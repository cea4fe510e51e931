-- How many of the incoming outlets the case neither holds an article of nor links to.
select count(*) from incoming_outlet
where 'web:' || domain not in (
    select actor_id from post where platform = 'web'
    union select 'web:' || domain from post_url where domain is not null
);
