-- Links that posts state themselves.
select count(*) from link where evidence in ('reference', 'citation')
