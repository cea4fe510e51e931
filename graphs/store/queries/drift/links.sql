-- Each post of a narrative with the best collected parent that has words: classes in the order given, then the surest.
select l.parent_id, l.child_id, l.evidence, l.probability
from link l
join narrative_post n on n.post_id = l.child_id and n.narrative_id = $narrative
join live_post child on child.post_id = l.child_id
join live_post parent on parent.post_id = l.parent_id
where list_contains($classes, l.evidence)
  and l.parent_id <> l.child_id
  and length(trim(coalesce(parent.title, '') || coalesce(parent.text, ''))) > 0
  and length(trim(coalesce(child.title, '') || coalesce(child.text, ''))) > 0
qualify row_number() over (
    partition by l.child_id
    order by list_position($classes, l.evidence), l.probability desc, l.p_order desc, l.parent_id
) = 1
order by child.published_lo, l.child_id
