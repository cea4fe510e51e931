-- Which findings are saved, and with which thresholds and seed.
select narrative_id, source_group, target_group, via_group, thresholds, seed
from finding
order by narrative_id, source_group, target_group, via_group
