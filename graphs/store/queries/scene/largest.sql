-- The narrative of the words or link level to open with: one whose finding says who led, else any; of these the one with
-- most posts, words first where two are even.
select narrative_id
from narrative
where level in ('words', 'link')
order by narrative_id in (select narrative_id from finding where verdict in ('source led', 'target led', 'both ways')) desc,
         posts desc, level desc, narrative_id
limit 1
