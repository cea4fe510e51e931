-- What became of narratives, the latest build first.
select build, level, narrative_id, change, other_id, posts
from narrative_change
where $level is null or level = $level
order by build desc, level, narrative_id, other_id
