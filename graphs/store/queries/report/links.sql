-- Links of each class of evidence, and how many of them lead to a post that nobody collected.
select evidence, count(*)::bigint as links,
       count(*) filter (where parent_id in (select post_id from unseen))::bigint as unseen
from link
group by evidence
order by evidence
