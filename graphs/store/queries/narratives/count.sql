-- All narratives.
select count(*) from narrative
