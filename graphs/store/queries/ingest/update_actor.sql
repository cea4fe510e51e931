-- What was observed later goes first; what it leaves open is filled from the other.
update actor set
    handle = if(is_later, coalesce(coming.handle, actor.handle), coalesce(actor.handle, coming.handle)),
    name = if(is_later, coalesce(coming.name, actor.name), coalesce(actor.name, coming.name)),
    followers = if(is_later, coalesce(coming.followers, actor.followers), coalesce(actor.followers, coming.followers)),
    verified = if(is_later, coalesce(coming.verified, actor.verified), coalesce(actor.verified, coming.verified)),
    created_at = coalesce(actor.created_at, coming.created_at),
    observed_at = greatest(actor.observed_at, coming.observed_at)
from (
    select incoming_actor.*, coalesce(incoming_actor.observed_at, 0) >= coalesce(known.observed_at, 0) as is_later
    from incoming_actor
    join actor known using (actor_id)
    where (incoming_actor.handle, incoming_actor.name, incoming_actor.followers, incoming_actor.verified,
        incoming_actor.created_at, incoming_actor.observed_at)
        is distinct from (known.handle, known.name, known.followers, known.verified, known.created_at, known.observed_at)
) coming
where actor.actor_id = coming.actor_id
