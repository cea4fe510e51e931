-- Put the descriptions in place of the old ones.
delete from narrative;
insert into narrative select * from narrative_summary order by level, narrative_id;
