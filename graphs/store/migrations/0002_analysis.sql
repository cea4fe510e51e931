-- What the analyses beside the trace found (coordination, events, drift, influence, parts): one document each.

create table analysis (
    kind     varchar not null,            -- the analysis: coordination, events, drift, influence, parts
    name     varchar not null,            -- what it was asked of: two askings of one name are one row
    version  varchar not null,            -- of the method
    seed     bigint  not null,
    document varchar not null             -- the whole result, JSON, with native ids
);
