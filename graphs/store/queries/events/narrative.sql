-- Whether the case has a narrative.
select count(*) from narrative where narrative_id = $narrative
