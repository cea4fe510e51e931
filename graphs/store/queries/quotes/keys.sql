-- A key for the words of each post that may quote, under the $rules by which they are read.
create or replace temp table quote_key as
select hash($rules, post_id, title, text) as key, post_id
from live_post
where kind <> 'repost' and (text is not null or title is not null)
