insert into run (run_id, collector, version, query, identity, started_at, ended_at, position, ledger)
values ($run_id, $collector, $version, $query, $identity, $started_at, null, 0, $ledger)
