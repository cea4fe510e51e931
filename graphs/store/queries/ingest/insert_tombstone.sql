insert into tombstone
select distinct id, "at", source from incoming_tombstone
except
select id, "at", source from tombstone
order by all
