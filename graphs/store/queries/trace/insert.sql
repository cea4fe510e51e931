-- Keep the findings of `traced`.
insert into finding by name
select * from traced
order by level, narrative_id, source_group, target_group, coalesce(via_group, '')
