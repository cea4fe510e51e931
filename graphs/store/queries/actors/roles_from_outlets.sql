-- Roles that follow from domains: made anew each time, and never over the analyst's word on an actor.
delete from actor_role where not starts_with(source, 'analyst');
create or replace temp table described as
    select
        actor_id,
        arg_min(country, domain) as country,
        arg_min(name, domain) as name,
        arg_min(source, domain) as source,
        case when bool_or(contains(source, 'registry: ')) then 0.9 else 1.0 end as confidence
    from outlet
    where source <> 'analyst: domains of an actor'
    group by actor_id;
update actor_role set
    role = 'outlet',
    country = coalesce(actor_role.country, described.country),
    name = coalesce(actor_role.name, described.name),
    source = 'analyst; ' || described.source,
    confidence = described.confidence
from described
where described.actor_id = actor_role.actor_id and actor_role.role = 'unknown';
insert into actor_role by name
    select actor_id, 'outlet' as role, country, name, source, confidence from described
    where actor_id not in (select actor_id from actor_role)
    order by actor_id;
-- The site of a claimed domain is whatever its owner is.
insert into actor_role by name
    select
        'web:' || outlet.domain as actor_id, owner.role, owner.country, owner.language, owner.public,
        coalesce(outlet.name, owner.name) as name, 'domain of ' || outlet.actor_id as source, owner.confidence
    from outlet
    join actor_role as owner on owner.actor_id = outlet.actor_id
    where outlet.actor_id <> 'web:' || outlet.domain
        and 'web:' || outlet.domain not in (select actor_id from actor_role)
    order by 1;
drop table described;
