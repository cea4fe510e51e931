-- What one form captures, in words; where the name may begin with an article, it goes.
insert into named_capture
select post_id, $language, $side, case when $side = 'first' and parts[1] = 'the' then parts[2:] else parts end
from (
    select post_id, name_words(unnest(regexp_extract_all(words, $form, 1)), $endings) as parts
    from named_text
    where regexp_matches(words, '(?i)' || $cue)
)
