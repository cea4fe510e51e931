-- Narratives of each level.
select level, count(*)::bigint as narratives, max(posts)::bigint as largest
from narrative
group by level
order by level
