-- Posts and authors of each platform.
select platform, count(*)::bigint as posts, count(distinct actor_id)::bigint as authors,
       count(*) filter (where kind = 'repost')::bigint as reposts,
       count(*) filter (where kind = 'article')::bigint as articles
from live_post
group by platform
order by posts desc, platform
