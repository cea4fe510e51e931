-- Live collections: where each run stands, where each followed target was left, what streams passed over.

create table checkpoint (
    run_id     varchar not null,
    identity   varchar not null,
    target     bigint  not null,          -- the place in the list of targets
    "cursor"   varchar,                   -- where the next request begins; null is the start of the target
    pages      bigint  not null,
    requests   bigint  not null,
    millionths bigint  not null,          -- of a US dollar, at most
    state      varchar not null,          -- running, paused, stopped, done
    reason     varchar not null           -- one sentence
);
create table followed (                   -- kinds that follow: the next run begins where the last one ended
    identity varchar not null,
    target   varchar not null,
    "cursor" varchar not null
);
create table gap (                        -- spans of time, in milliseconds, that a stream did not cover
    run_id varchar not null,
    target varchar not null,
    since  bigint,
    until  bigint,
    reason varchar not null
);
