-- The analyst's word on outlets; the actor that a domain is tied to stays, an empty cell leaves what was said before.
create or replace temp table told as
    select
        incoming.domain,
        coalesce(earlier.actor_id, 'web:' || incoming.domain) as actor_id,
        coalesce(incoming.name, earlier.name) as name,
        coalesce(incoming.country, earlier.country) as country,
        coalesce(incoming.ownership, earlier.ownership) as ownership,
        'outlets: ' || coalesce(incoming.source, 'the analyst') as source
    from incoming_outlet as incoming
    left join outlet as earlier using (domain);
delete from outlet where domain in (select domain from told);
insert into outlet by name select * from told order by domain;
drop table told;
