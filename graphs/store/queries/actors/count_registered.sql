-- How many outlets of the case are described by the registry.
select count(*) from outlet where contains(source, 'registry: ');
