-- What the claim level says of its narratives beside their posts: a label and terms in the languages of the texts.

create table claim (
    narrative_id varchar not null,
    label        varchar not null,        -- the most typical sentence
    terms        varchar not null,        -- what its texts have in common, by language: `ru: …; zh: …`
    texts        bigint  not null,        -- distinct wordings
    embedder     varchar not null         -- what compared them
);
