-- Keep one finding.
insert into finding values ($narrative_id, $source, $target, nullif($via, ''), $level, $verdict, $thresholds, $seed, $document)
