-- Posts of a platform that can have been reposted, quoted or answered, the most reposted first, without the platform's
-- name. Telegram finds a message by its address only.
select if(post.platform = 'telegram', post.url, substr(post.post_id, length($platform) + 2)) as target
from post
left join (
    select post_id, max(value) as reposts from metric where name = 'reposts' group by post_id
) counted using (post_id)
where post.platform = $platform
    and post.kind not in ('repost', 'comment')
    and post.deleted_at is null
    and (post.platform <> 'telegram' or post.url is not null)
order by coalesce(counted.reposts, 0) desc, post.post_id
