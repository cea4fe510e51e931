-- Links that rest on a name.
select count(*) from link where evidence = 'attribution' or (evidence = 'reference' and detail = 'forward')
