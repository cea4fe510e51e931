-- Posts of a narrative that hold a cue of any language; a repost does not speak again for its collected original.
insert into named_text
select post_id, words
from (
    select p.post_id, concat_ws(chr(10), p.title, p.text) as words
    from live_post p
    where (p.text is not null or p.title is not null)
      and exists (from narrative_post n where n.post_id = p.post_id and n.level <> 'claim')
      and not exists (from repost_of r where r.post_id = p.post_id)
)
where regexp_matches(words, $cues)
