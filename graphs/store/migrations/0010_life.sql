-- The life of data: what was erased and must not come back, what the archive no longer holds, where short links lead.

create table forgotten (mark varchar not null);           -- keyed hash of an id; the id itself is kept nowhere
create table forgotten_salt (salt varchar not null);      -- the key of these hashes, made from the case's key
create table erasure (
    erasure_id integer not null,
    kind       varchar not null,          -- forget, comply, retention
    "at"       bigint  not null,
    counts     varchar not null           -- JSON: rows by table, archived items
);
create table archive_rewrite (            -- every change of an archived part after it was written
    erasure_id    integer not null,
    run_id        varchar not null,
    part          integer not null,
    marked        bigint  not null,       -- items of which only a marker is left
    cut           bigint  not null,       -- items that lost a part
    sha256_before varchar not null,
    sha256_after  varchar not null
);
create table short_link (                 -- asked once, kept for ever
    canonical  varchar not null,          -- the short address
    target     varchar,                   -- where it leads; null: nowhere that could be found
    page       varchar,                   -- the canonical form of the target
    domain     varchar,
    article    boolean,
    hops       integer not null,
    reason     varchar,                   -- why it leads nowhere
    "at"       bigint  not null
);
