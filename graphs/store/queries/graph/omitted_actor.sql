-- Count the relations that point at no known actor.
select count(*) from tie where target_actor is null;
