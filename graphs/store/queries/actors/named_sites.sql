-- What the case calls the sites that it has a name for.
select actor_id, trim(name) as label from actor_view
where platform = 'web' and trim(name) <> ''
order by actor_id;
