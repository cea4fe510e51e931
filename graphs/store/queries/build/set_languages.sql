-- The language found in a post's words, else the one that the input declared.
update post set
    lang = coalesce(told.lang, post.lang_declared),
    lang_score = told.lang_score,
    lang_detector = if(told.lang is null and post.lang_declared is not null, 'declared', told.lang_detector),
    lang_version = $version
from told
where post.lang_version is distinct from $version and coalesce(nullif(post.text, ''), post.title) = told.words
