-- What an account calls itself.
select actor_id, max(coalesce(nullif(trim(handle), ''), nullif(trim(name), ''))) as label
from actor
where coalesce(nullif(trim(handle), ''), nullif(trim(name), '')) is not null
group by actor_id
order by actor_id;
