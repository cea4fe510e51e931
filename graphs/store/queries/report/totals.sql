-- One row: how much the case holds, and over which time.
select
    count(*)::bigint                                            as posts,
    count(distinct actor_id)::bigint                            as authors,
    count(distinct platform)::bigint                            as platforms,
    min(published_lo)                                           as first,
    max(published_hi)                                           as last,
    count(*) filter (where published_hi - published_lo >= 3600000)::bigint as imprecise,
    count(*) filter (where text is null and title is null)::bigint         as wordless,
    (select count(*) from post where deleted_at is not null)::bigint       as deleted,
    (select count(*) from post where superseded_by is not null)::bigint    as superseded
from live_post
