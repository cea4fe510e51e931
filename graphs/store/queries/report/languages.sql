-- Posts of each language that have words of their own; null is unknown.
select lang, count(*)::bigint as posts, count(distinct actor_id)::bigint as authors
from live_post
where kind <> 'repost' and (text is not null or title is not null)
group by lang
order by posts desc, lang nulls last
