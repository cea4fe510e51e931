-- Forget the findings that those of `traced` replace.
delete from finding
where (narrative_id, source_group, target_group, coalesce(via_group, '')) in (
    select (narrative_id, source_group, target_group, coalesce(via_group, '')) from traced
)
