-- The posts in order of narrative and time.
select narrative_id, actor_id, lo, hi, repost, unseen from part_post order by row
