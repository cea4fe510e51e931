-- A number for which accounts speak for which domain, whatever the order.
select count(*) || ':' || coalesce(sum(hash(domain, actor_id)::hugeint), 0) from outlet
