-- Memberships of one level.
select count(*) from narrative_post where level = $level
