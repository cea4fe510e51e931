-- The tables of a case. Ids are `platform:native`; times are milliseconds since 1970, UTC.

create table post (
    post_id          varchar not null,
    platform         varchar not null,
    actor_id         varchar not null,
    kind             varchar not null,
    published_lo     bigint  not null,
    published_hi     bigint  not null,
    published_source varchar not null,
    text             varchar,
    title            varchar,
    lang             varchar,             -- detected, else declared
    lang_score       float,
    lang_detector    varchar,
    url              varchar,             -- as given
    url_canonical    varchar,             -- of `url`, by the same rules as post_url.canonical
    conversation_id  varchar,
    edited_at        bigint,
    deleted_at       bigint,
    superseded_by    varchar,             -- a later version of the same post
    withheld         varchar,             -- country codes, space-separated
    run_id           varchar not null,
    raw_ref          varchar not null,
    importer_version integer not null
);
create table actor (
    actor_id    varchar not null,
    platform    varchar not null,
    handle      varchar,
    name        varchar,
    followers   bigint,
    verified    boolean,
    created_at  bigint,
    observed_at bigint
);
create table actor_role (                 -- one row an actor; the analyst's word goes before the registry's
    actor_id   varchar not null,
    role       varchar not null,
    country    varchar,
    language   varchar,
    public     boolean,
    name       varchar,
    source     varchar not null,
    confidence float
);
create table outlet (
    domain    varchar not null,
    actor_id  varchar not null,
    name      varchar,
    country   varchar,
    ownership varchar,
    source    varchar not null
);
create table reference (post_id varchar not null, kind varchar not null, target_post_id varchar, target_actor_id varchar, role varchar not null);
create table post_url (post_id varchar not null, position integer not null, raw varchar not null, expanded varchar, canonical varchar, domain varchar, article boolean, rules_version integer not null);
create table metric (post_id varchar not null, observed_at bigint, name varchar not null, value bigint not null);
create table tag (post_id varchar not null, tag varchar not null);
create table media (post_id varchar not null, position integer not null, kind varchar not null, url varchar, hash varchar);
create table edit (earlier_id varchar not null, later_id varchar not null);  -- versions of one post, for those not yet seen
create table tombstone (id varchar not null, "at" bigint, source varchar not null);
create table run (
    run_id     varchar not null,
    collector  varchar not null,          -- the format or platform
    version    integer not null,
    query      varchar,                   -- what was asked: a file's name, or a search
    identity   varchar not null,          -- what makes two attempts the same run
    started_at bigint not null,
    ended_at   bigint,
    position   bigint not null,           -- raw items committed
    ledger     varchar not null           -- JSON
);
create table archive_part (run_id varchar not null, part integer not null, items bigint not null, bytes bigint not null, sha256 varchar not null);
create table skipped (run_id varchar not null, raw_ref varchar not null, reason varchar not null, detail varchar);
create table observation (post_key ubigint not null, digest ubigint not null);

-- derived
create table derived (step varchar not null, fingerprint varchar not null, rows bigint not null);
create table link (
    parent_id   varchar not null,         -- a post, or `unseen:` and a canonical URL
    child_id    varchar not null,
    evidence    varchar not null,
    probability double not null,
    p_order     double not null,
    detail      varchar
);
create table unseen (                     -- documented posts that nobody has collected
    post_id      varchar not null,        -- `unseen:` and the canonical URL, or the id of the missing post
    canonical    varchar,
    actor_id     varchar,
    published_hi bigint,                  -- no later than its earliest citer
    citers       bigint not null
);
create table narrative (
    narrative_id varchar not null,
    level        varchar not null,
    label        varchar,
    posts        bigint not null,
    actors       bigint not null,
    languages    varchar not null,        -- space-separated
    first        bigint not null,
    last         bigint not null,
    flags        varchar not null         -- space-separated
);
create table narrative_post (narrative_id varchar not null, post_id varchar not null, level varchar not null, score double not null, reason varchar not null);
create table finding (
    narrative_id varchar not null,
    source_group varchar not null,
    target_group varchar not null,
    via_group    varchar,
    level        varchar not null,
    verdict      varchar not null,
    thresholds   varchar not null,        -- version of the thresholds
    seed         bigint not null,
    document     varchar not null         -- the whole finding, JSON, with native ids
);

-- What analyses read: posts that the platform still shows, in their last version.
create view live_post as
    select * from post
    where deleted_at is null and superseded_by is null;

-- Every actor that wrote, was referenced, is tied to a domain or was named by the analyst, with what is known of it.
create view actor_view as
    with seen as (
        select actor_id from post
        union select target_actor_id from reference where target_actor_id is not null
        union select actor_id from actor
        union select actor_id from actor_role
        union select actor_id from outlet
        union select actor_id from unseen where actor_id is not null
    ),
    tied as (
        select actor_id, list(domain order by domain) as domains, min(name) as name, min(country) as country
        from outlet group by actor_id
    ),
    account as (
        select actor_id, max(handle) as handle, max(name) as name, max(followers) as followers
        from actor group by actor_id
    )
    select
        seen.actor_id,
        split_part(seen.actor_id, ':', 1) as platform,
        account.handle,
        coalesce(actor_role.name, tied.name, account.name) as name,
        coalesce(actor_role.role, 'unknown') as role,
        coalesce(actor_role.country, tied.country) as country,
        actor_role.language,
        actor_role.public,
        account.followers,
        nullif(
            list_sort(list_distinct(list_concat(
                coalesce(tied.domains, []), case when seen.actor_id like 'web:%' then [substr(seen.actor_id, 5)] else [] end
            ))),
            []
        ) as domains
    from seen
    left join actor_role using (actor_id)
    left join account using (actor_id)
    left join tied using (actor_id);
