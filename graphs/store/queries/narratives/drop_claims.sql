-- Empty the claim level.
delete from narrative_post where level = 'claim';
delete from claim;
