-- What became of narratives from one build to the next.

create table narrative_change (
    build        bigint  not null,        -- the builds that changed narratives of this level, counted from 1
    level        varchar not null,
    narrative_id varchar not null,        -- before this build
    change       varchar not null,        -- renamed, merged, split, ended
    other_id     varchar,                 -- where its posts went, null where they are in no narrative now
    posts        bigint  not null         -- that went this way
);
