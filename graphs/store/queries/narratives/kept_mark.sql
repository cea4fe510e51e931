-- The mark of the arrays that belong to these tables.
select max(mark) from word_kept
