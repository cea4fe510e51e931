delete from tombstone where id in (select post_id from gone_post) or id in (select actor_id from gone_actor)
