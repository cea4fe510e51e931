-- Narratives by level.
select level, count(*) from narrative group by level order by level
