-- Keep who was where, to tell afterwards what became of each narrative.
create or replace temp table narrative_before as
select narrative_id, post_id from narrative_post where level = $level
