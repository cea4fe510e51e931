-- Every author with one row of the table.
select min(rowid) as number, actor_id from post where deleted_at is null and superseded_by is null group by actor_id order by number
