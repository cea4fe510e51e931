-- The findings kept, of one narrative or of all.
select document from finding
where $narrative is null or narrative_id = $narrative
order by level, narrative_id, source_group, target_group, coalesce(via_group, '')
