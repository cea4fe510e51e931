-- Which posts have not been read for quotations yet; what was read of posts that have changed or gone is dropped.
delete from quote_read where key not in (select key from quote_key);
create or replace temp table quote_wanted as
select key, post_id from quote_key where key not in (select key from quote_read);
delete from post_quote
where post_id in (select post_id from quote_wanted) or post_id not in (select post_id from quote_key);
