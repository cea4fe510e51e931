-- Forget the findings of one pair of groups in one narrative.
delete from finding
where narrative_id = $narrative_id and source_group = $source and target_group = $target
  and coalesce(via_group, '') = $via
