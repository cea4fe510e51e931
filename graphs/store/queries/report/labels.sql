-- What is known of the narratives $ids.
select narrative_id, level, label, posts, actors, languages, first, last, flags
from narrative
where narrative_id in (select unnest($ids))
order by narrative_id
