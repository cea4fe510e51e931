-- Say which arrays belong to these tables.
insert into word_kept select coalesce(max(mark), 0) + 1 from word_kept returning mark
