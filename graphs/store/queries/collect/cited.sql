-- Pages of the web that posts of the case cite and that are not in it, the most cited first. Posts of platforms are
-- asked of their platforms, short links of their shorteners; what was asked for and was no article is left out.
select min(coalesce(u.expanded, u.raw)) as target
from post_url u
join live_post p on p.post_id = u.post_id
where u.canonical is not null
    and u.article
    and u.domain not in (
        'x.com', 't.me', 'bsky.app', 'reddit.com', 'redd.it', 'youtube.com', 'vk.com', 'facebook.com', 'instagram.com',
        'threads.net', 'tiktok.com', 'linkedin.com', 'rutube.ru', 'ok.ru'
    )
    and not regexp_matches(u.canonical, '/(@|users/)\w+/(statuses/)?\d+$')
    and u.canonical not in (select url_canonical from post where url_canonical is not null and platform = 'web')
    and 'web:' || u.canonical not in (select post_id from post where platform = 'web')
    and coalesce(u.expanded, u.raw) not in (
        select target from gap where reason = 'not there'
        union all
        select detail from skipped where reason = 'page without an article' and detail is not null
    )
group by u.canonical
order by count(distinct u.post_id) desc, u.canonical
