-- The authors that must be read again: those of whom, or of whose outlet, a post is new, gone or other than it was;
-- what was kept of their posts goes.
create or replace temp table word_stale as
with changed as (
    select actor_id, domain from word_post w
    where not exists (from word_text k where k.post_id = w.post_id and k.content = w.content)
    union
    select actor_id, domain from word_text k
    where not exists (from word_post w where k.post_id = w.post_id and k.content = w.content)
)
select distinct author
from word_post
where actor_id in (select actor_id from changed)
   or domain in (select domain from changed where domain is not null);
delete from word_text k
where not exists (from word_post w anti join word_stale using (author) where w.post_id = k.post_id);
