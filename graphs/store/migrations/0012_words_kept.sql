-- What the words level keeps of a build, so that the next one reads and compares only what is new: the digest of each
-- post's words, and the mark of the arrays that lie beside the tables.
create table word_text (post_id varchar not null, actor_id varchar not null, domain varchar, content ubigint not null, digest ubigint not null, posted ubigint not null);
create table word_kept (mark bigint not null);
-- The anchors of a text at the claim level, by a digest of its words, its language and the lexicons it was read with.
create table text_anchor (content blob not null, anchors varchar not null);
