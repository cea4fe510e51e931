-- Everybody who wrote a post that the platform still shows.
select distinct actor_id from live_post order by actor_id
