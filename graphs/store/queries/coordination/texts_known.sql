-- Whether the case has narratives of words, or no post that could have one.
select exists (select 1 from derived where step = 'words')
