-- Every phrase with its words and posts, in the order in which one can be another's parent: longer first, then earlier.
with quoted as (
    select q.phrase, count(distinct q.post_id) as posts, min(p.published_lo) as first
    from post_quote q join live_post p using (post_id)
    group by q.phrase
)
select w.phrase, w.words, q.posts
from phrase_words w join quoted q using (phrase)
order by len(w.words) desc, q.first, w.phrase
