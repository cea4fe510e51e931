-- Tie the domains that the analyst lists to their actor; what was known of the domain stays.
insert into outlet by name
    select domain, actor_id, 'analyst: domains of an actor' as source from incoming_claim
    where domain not in (select domain from outlet)
    order by domain;
update outlet set
    actor_id = claim.actor_id,
    source = case
        when starts_with(outlet.source, 'registry: ') then 'analyst: domains of an actor; ' || outlet.source
        else outlet.source
    end
from incoming_claim as claim
where claim.domain = outlet.domain;
