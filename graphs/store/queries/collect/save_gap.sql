insert into gap (run_id, target, since, until, reason) values ($run_id, $target, $since, $until, $reason)
