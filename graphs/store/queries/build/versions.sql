-- Posts that were edited into a later version, each with the last of its versions.
create or replace temp table version as
with recursive chain as (
    select post_id, superseded_by as last from post where superseded_by is not null
    union
    select c.post_id, p.superseded_by
    from chain c join post p on p.post_id = c.last
    where p.superseded_by is not null
)
select post_id, min(last) as last
from chain
where last not in (select post_id from post where superseded_by is not null)
group by post_id
