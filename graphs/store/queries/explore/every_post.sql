-- The id and the author of every post by the row of its table, for those who come with a pseudonym.
select rowid as number, post_id, actor_id from post where deleted_at is null and superseded_by is null order by rowid
