-- Who wrote the post in this row of the table.
select actor_id from post where rowid = $number and deleted_at is null and superseded_by is null
