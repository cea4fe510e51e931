-- Keep what was read.
insert into word_text
select w.post_id, w.actor_id, w.domain, w.content, r.digest, r.posted
from word_read r join word_post w using (number)
