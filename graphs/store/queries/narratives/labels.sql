-- The labels of the words level.
select narrative_id, label from narrative where level = 'words' and label is not null order by narrative_id
