-- Whether the narratives of words have been made.
select exists (select 1 from derived where step = 'words narratives')
