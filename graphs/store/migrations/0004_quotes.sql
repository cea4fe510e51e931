-- Quoted phrases: only places in posts and hashes of words are kept, the words themselves stay in the posts.

create table quote_read (key ubigint not null);       -- a hash of each post's id and words that has been read
create table post_quote (
    post_id varchar not null,
    phrase  ubigint not null,             -- a hash of the folded words
    start   integer not null,             -- characters of title and text together, see quotes/whole_text.sql
    "end"   integer not null
);
create table phrase_words (phrase ubigint not null, words uinteger[] not null);
create table phrase (                     -- the containment graph: each phrase with its best parent
    phrase  ubigint not null,
    words   integer not null,
    posts   bigint not null,
    parent  ubigint,                      -- a longer phrase (of equal length: an earlier one) that holds this one
    score   double not null,              -- the share of its words that the parent has in order
    rivals  integer not null,             -- other clusters that hold it as well
    cluster ubigint not null              -- the phrase that has no parent
);
