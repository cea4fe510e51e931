-- Cited addresses that may be posts of a platform: the known hosts, and the shapes of federated servers.
select distinct canonical
from post_url
where canonical is not null
  and (domain in ('x.com', 't.me', 'bsky.app', 'reddit.com', 'redd.it', 'youtube.com', 'vk.com')
       or regexp_matches(canonical, '/(@|users/)\w+/(statuses/)?\d+$'))
order by canonical
