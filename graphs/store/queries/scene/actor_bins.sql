-- How many posts each of these actors has in each bin.
select p.actor_id,
       (((p.published_lo + p.published_hi) // 2) - $start) // $step as bin,
       count(*) as posts
from live_post p
join (select unnest($ids) as actor_id) wanted using (actor_id)
group by all
order by all
