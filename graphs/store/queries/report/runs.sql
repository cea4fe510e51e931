-- What was imported or collected; without the times of gathering, which differ between two equal cases.
select collector, version, query, ledger, ended_at is not null as finished
from run
order by collector, query, version, identity, ledger
