-- Posts of a platform that can have been reposted, quoted or answered, the most reposted first.
select post.post_id as target
from post
left join (
    select post_id, max(value) as reposts from metric where name = 'reposts' group by post_id
) counted using (post_id)
where post.platform = $platform and post.kind != 'repost' and post.deleted_at is null
order by coalesce(counted.reposts, 0) desc, post.post_id
