-- There are no copies.
delete from link where evidence = 'copy'
