insert into edit
select distinct earlier_id, later_id from incoming_edit
except
select earlier_id, later_id from edit
order by all
