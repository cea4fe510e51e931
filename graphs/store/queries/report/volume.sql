-- Posts in $bins equal bins from $first to $last (both in milliseconds), each at the middle of its interval.
select least($bins - 1, (($bins * ((published_lo + published_hi) // 2 - $first)) // greatest(1, $last - $first)))::integer as bin,
       count(*)::bigint as posts
from live_post
group by bin
order by bin
