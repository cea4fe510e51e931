-- A number for what posts refer to and link to, whatever the order.
select (select count(*) || ':' || coalesce(sum(hash(post_id, kind, target_post_id, target_actor_id, role)::hugeint), 0) from reference)
    || '/' ||
       (select count(*) || ':' || coalesce(sum(hash(post_id, canonical, domain, article)::hugeint), 0) from post_url)
