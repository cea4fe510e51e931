-- Accounts of a platform that wrote something, those with most posts first, without the platform's name.
select substr(actor_id, length($platform) + 2) as target
from post
where platform = $platform and starts_with(actor_id, $platform || ':')
group by actor_id
order by count(*) desc, actor_id
