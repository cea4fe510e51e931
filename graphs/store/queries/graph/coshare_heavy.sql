-- Objects whose pairs, added up from the least shared object on, pass $budget: they confirm pairs but make none.
create or replace temp table coshare_heavy as
with sizes as (
    select sharers, count(distinct o) * (sharers * (sharers - 1) // 2) as pairs from coshare_use group by sharers
),
running as (
    select sharers, sum(pairs) over (order by sharers) as pairs from sizes
)
select distinct o from coshare_use semi join (select sharers from running where pairs > $budget) using (sharers);
