-- The narrative of the words or link level with most posts; words go first where two are even.
select narrative_id
from narrative
where level in ('words', 'link')
order by posts desc, level desc, narrative_id
limit 1
