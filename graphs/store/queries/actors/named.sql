-- Actors that are shown by name, and what to call them.
select
    actor_id,
    coalesce(
        nullif(trim(name), ''), domains[1], nullif(trim(handle), ''), substr(actor_id, strpos(actor_id, ':') + 1)
    ) as label,
    handle
from actor_view
where public is distinct from false
    and (public or role in ('outlet', 'agency', 'aggregator', 'official', 'organisation'))
order by actor_id;
