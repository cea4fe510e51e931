-- Whether there is such a narrative.
select 1 from narrative where narrative_id = $narrative
