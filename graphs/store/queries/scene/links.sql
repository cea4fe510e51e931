-- The links that end at a post of the narrative.
select l.parent_id, l.child_id, l.evidence, l.probability, l.p_order, coalesce(l.detail, '') as detail
from link l
semi join (select post_id from narrative_post where narrative_id = $narrative) n on n.post_id = l.child_id
order by l.parent_id, l.child_id, l.evidence, l.detail, l.probability
