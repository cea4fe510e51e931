update actor set handle = null, name = null, followers = null, verified = null, created_at = null
where actor_id in (select actor_id from gone_actor) and (handle, name, followers, verified, created_at) is distinct from (null, null, null, null, null)
