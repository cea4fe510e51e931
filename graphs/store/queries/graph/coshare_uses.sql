-- Objects that can make a pair: shared by two or more of those who share at least $least such objects.
-- Twice around is enough to shed nearly all that cannot count; numbers stand for names to keep the pairs small.
create or replace temp table coshare_use as
with used as (
    select distinct sharer, object from share
),
first_objects as (
    select object from used group by object having count(*) >= 2
),
sharers as (
    select sharer from used semi join first_objects using (object) group by sharer having count(*) >= $least
),
busy as (
    select sharer, object from used semi join sharers using (sharer)
),
objects as (
    select object, count(*) as sharers from busy group by object having count(*) >= 2
)
select dense_rank() over (order by sharer) as s,
       dense_rank() over (order by object) as o,
       sharer, object, sharers
from busy join objects using (object);
