-- The moments between which 99 in 100 posts of the case lie; single old or future posts do not stretch a series.
select quantile_disc((published_lo + published_hi) // 2, 0.005) as first,
       quantile_disc((published_lo + published_hi) // 2, 0.995) as last
from live_post
