-- Links by evidence.
select evidence, count(*) from link group by evidence order by evidence
