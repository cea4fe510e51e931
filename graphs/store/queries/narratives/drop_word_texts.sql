-- Throw away what was read of each post.
delete from word_text
