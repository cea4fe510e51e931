-- Links between posts of one narrative, by the row of the child.
select p.row as parent, c.row as child, max(l.probability) as probability, max(l.p_order) as p_order
from link l
join part_post c on c.post_id = l.child_id
join part_post p on p.post_id = l.parent_id and p.narrative_id = c.narrative_id
where l.evidence in (select unnest($evidence)) and p.actor_id <> c.actor_id
group by all
order by child, parent
