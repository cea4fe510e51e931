-- How many actors are in both groups.
select count(*) from trace_actor where in_source and in_target
