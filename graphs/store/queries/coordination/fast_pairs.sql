-- The pairs in their order, each with whether it stands in the narrower window with an account that counts there; a
-- pair of contents that does so on one object is marked on all (as CooRTweet's flag_speed_share does).
with quick as (
    select distinct layer, content_id, content_id_y from pair
    where time_delta <= $speed
      and ($least < 1
           or (layer, content_id) in (select (layer, content_id) from counted)
           or (layer, content_id_y) in (select (layer, content_id) from counted))
)
select pair.*, quick.layer is not null as fast
from pair left join quick using (layer, content_id, content_id_y)
order by place
