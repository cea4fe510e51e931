-- A number for what is known of actors and outlets, whatever the order.
select (select count(*) || ':' || coalesce(sum(hash(actor_id, handle, name)::hugeint), 0) from actor)
    || '/' ||
       (select count(*) || ':' || coalesce(sum(hash(actor_id, role, name)::hugeint), 0) from actor_role)
    || '/' ||
       (select count(*) || ':' || coalesce(sum(hash(domain, actor_id, name)::hugeint), 0) from outlet)
