-- Whether the case has this narrative.
select count(*) > 0 from narrative where narrative_id = $narrative
