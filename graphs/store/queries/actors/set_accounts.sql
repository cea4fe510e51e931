-- Handles, names and followers that the analyst gives, beside what was collected.
update actor set
    handle = coalesce(incoming.handle, actor.handle),
    name = coalesce(actor.name, incoming.name),
    followers = coalesce(incoming.followers, actor.followers)
from incoming_actor as incoming
where incoming.actor_id = actor.actor_id;
insert into actor by name
    select actor_id, platform, handle, name, followers from incoming_actor
    where actor_id not in (select actor_id from actor)
        and (handle is not null or name is not null or followers is not null)
    order by actor_id;
