-- When each unit's posts stood in the case: the first, and the first after each further $window.
select number, min(moment) as moment
from claim_member
group by number, (moment - first) // $window
order by 2, 1
