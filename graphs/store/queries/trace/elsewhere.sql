-- When the actors of each group posted anything of their own, in order of time.
select published_lo as moment, code, in_target as target
from live_post
join trace_actor using (actor_id)
where in_source <> in_target and kind <> 'repost'
order by published_lo, code, in_target
