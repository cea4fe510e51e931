-- What is kept of the posts that need no reading.
select w.number, k.digest, k.posted from word_post w join word_text k using (post_id)
