-- Put the copy links in place of the old ones, in a fixed order.
delete from link where evidence = 'copy';
insert into link
select parent_id, child_id, 'copy', probability, p_order, detail from copied
order by child_id, parent_id;
