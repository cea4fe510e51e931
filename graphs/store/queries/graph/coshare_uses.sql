-- Objects that can make a pair: shared by two or more of those who share at least $least such objects.
-- Once around sheds nearly all that cannot count; numbers stand for names to keep the pairs small.
create or replace temp table coshare_use as
with used as (
    select sharer, object, count(*) as posts, min(lo) as first, max(hi) as last from share group by sharer, object
),
first_objects as (
    select object from used group by object having count(*) >= 2
),
sharers as (
    select sharer from used semi join first_objects using (object) group by sharer having count(*) >= $least
),
busy as (
    select * from used semi join sharers using (sharer)
),
objects as (
    select object, count(*) as sharers from busy group by object having count(*) >= 2
)
select (dense_rank() over (order by sharer))::integer as s,
       (dense_rank() over (order by object))::integer as o,
       sharer, object, posts, first, last, sharers
from busy join objects using (object);
