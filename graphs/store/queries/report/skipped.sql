-- Why records were set aside, the commonest reason first.
select reason, count(*)::bigint as records
from skipped
group by reason
order by records desc, reason
