-- Keep what texts were read for, in place of what was kept.
delete from text_anchor;
insert into text_anchor select content, anchors from anchors_read order by content
