insert into actor by name
from incoming_actor
where actor_id not in (select actor_id from actor semi join incoming_actor using (actor_id))
