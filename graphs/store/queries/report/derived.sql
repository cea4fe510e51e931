-- The fingerprint of every derived step.
select step, fingerprint, rows
from derived
order by step, fingerprint
