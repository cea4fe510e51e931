-- The ties that the graph query left in `tie`, each class of evidence and each bin apart, by the posts that took.
select source_actor as taker,
       target_actor as origin,
       evidence,
       (((lo + hi) // 2) - $start) // $step as bin,
       count(distinct source_post) as weight
from tie
where target_actor is not null
group by all
order by all
