-- The $top narratives with the most posts at each level.
select narrative_id, level, label, posts, actors, languages, first, last, flags
from narrative
qualify row_number() over (partition by level order by posts desc, actors desc, narrative_id) <= $top
order by level, posts desc, actors desc, narrative_id
