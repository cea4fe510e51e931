-- Narratives, the largest first; only those of a level, only those whose label or texts hold the words searched for.
select narrative_id, level, label, posts, actors, languages, first, last, flags
from narrative v
where ($level is null or level = $level)
  and ($search is null
       or contains(lower(coalesce(label, '')), $search)
       or narrative_id in (
           select n.narrative_id from narrative_post n join live_post p using (post_id)
           where $search is not null
             and (contains(lower(coalesce(p.text, '')), $search) or contains(lower(coalesce(p.title, '')), $search))))
order by posts desc, level, narrative_id
limit coalesce($top, 9223372036854775807)
