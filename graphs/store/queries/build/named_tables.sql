-- Work tables of the attribution step. A name is compared as a list of words, each character of Chinese a word.
create or replace temp macro name_words(shown, endings) as
    list_transform(
        regexp_extract_all(lower(strip_accents(shown)), '\p{Han}|@?[\p{L}\p{N}_]+'),
        lambda word: case when length(word) >= 5 and word[1] <> '@' then regexp_replace(word, endings, '') else word end
    );
create or replace temp table named_text (post_id varchar, words varchar);
create or replace temp table named_key (language varchar, name varchar, actor_id varchar, shown varchar);
create or replace temp table named_capture (post_id varchar, language varchar, side varchar, words varchar[]);
