-- What the registry knows of the domains that the case has met; rows of the analyst's outlets file are left alone.
delete from outlet where starts_with(source, 'registry: ');
insert into outlet by name
    select domain, 'web:' || domain as actor_id, name, country, ownership, 'registry: ' || coalesce(source, '') as source
    from incoming_outlet
    where domain not in (select domain from outlet)
        and domain in (
            select domain from post_url where domain is not null
            union select substr(actor_id, 5) from post where platform = 'web'
            union select substr(actor_id, 5) from unseen where actor_id like 'web:%'
            union select substr(actor_id, 5) from actor_role where actor_id like 'web:%'
        )
    order by domain;
update outlet set
    name = coalesce(outlet.name, incoming.name),
    country = coalesce(outlet.country, incoming.country),
    ownership = coalesce(outlet.ownership, incoming.ownership),
    source = 'analyst: domains of an actor; registry: ' || coalesce(incoming.source, '')
from incoming_outlet as incoming
where incoming.domain = outlet.domain and outlet.source = 'analyst: domains of an actor';
