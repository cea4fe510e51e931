-- The analyst's word on actors; an empty cell leaves what was said before.
create or replace temp table told as
    select
        incoming.actor_id,
        coalesce(incoming.role, earlier.role, 'unknown') as role,
        coalesce(incoming.country, earlier.country) as country,
        coalesce(incoming.language, earlier.language) as language,
        coalesce(incoming.public, earlier.public) as public,
        coalesce(incoming.name, earlier.name) as name,
        'analyst' as source,
        1.0 as confidence
    from incoming_actor as incoming
    left join (select * from actor_role where starts_with(source, 'analyst')) as earlier using (actor_id);
delete from actor_role where actor_id in (select actor_id from told);
insert into actor_role by name select * from told order by actor_id;
drop table told;
