-- Put the named links in place of the old ones; list the unseen posts that only a name stands for.
delete from link where evidence = 'attribution' or (evidence = 'reference' and detail = 'forward');
insert into link
select parent_id, child_id, evidence, 1.0, max(p_order), min(detail)
from named_link n
where evidence = 'attribution'
   or not exists (from link l where l.child_id = n.child_id and l.parent_id = n.parent_id and l.evidence = 'reference')
group by parent_id, child_id, evidence
order by child_id, parent_id, evidence;
delete from unseen where post_id like 'unseen:%#w-%' or post_id like 'unseen:%#l-%';
insert into unseen
select n.parent_id, null, substr(n.parent_id, 8, instr(n.parent_id, '#') - 8), min(p.published_hi), count(distinct n.child_id)
from named_link n join live_post p on p.post_id = n.child_id
where n.way = 2
group by n.parent_id
order by n.parent_id;
