-- Copy links.
select count(*) from link where evidence = 'copy'
