-- Outlets, organisations and other sites whose name, handle or domain holds the words.
select actor_id, role, coalesce(country, '') as country
from actor_view
where (role in ('outlet', 'agency', 'aggregator', 'official', 'organisation') or public or actor_id like 'web:%')
  and (contains(lower(coalesce(name, '')), $words) or contains(lower(coalesce(handle, '')), $words)
       or contains(lower(actor_id), $words))
order by actor_id
limit $most
