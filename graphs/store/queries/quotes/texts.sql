-- Each unread post with its words.
select w.post_id, whole_text(p.title, p.text) as words
from quote_wanted w join live_post p using (post_id)
