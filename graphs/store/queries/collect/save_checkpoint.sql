insert into checkpoint (run_id, identity, target, "cursor", pages, requests, millionths, state, reason)
values ($run_id, $identity, $target, $cursor, $pages, $requests, $millionths, $state, $reason)
