-- All posts of a platform that are not known to be gone, without the platform's name.
select substr(post_id, length($platform) + 2) as target
from post
where platform = $platform and deleted_at is null
order by post_id
