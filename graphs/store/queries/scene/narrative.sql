-- One narrative of the list.
select narrative_id, level, coalesce(label, '') as label, posts, actors, languages, first, last, flags
from narrative
where narrative_id = $narrative
