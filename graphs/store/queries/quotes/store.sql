-- Keep what was read, and forget phrases that no post quotes any more.
insert into post_quote select post_id, phrase, start, "end" from quoted_now order by post_id, start, "end";
insert into phrase_words
select phrase, words from phrases_now where phrase not in (select phrase from phrase_words) order by phrase;
insert into quote_read select key from quote_wanted order by key;
delete from phrase_words where phrase not in (select phrase from post_quote);
