-- The roles of those who are not shown by name.
select actor_id, role from actor_role
where role <> 'unknown'
order by actor_id;
