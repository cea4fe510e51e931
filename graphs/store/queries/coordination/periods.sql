-- What each community did together, period by period.
with inside as (
    select one.community, one.account_id, other.account_id as account_id_y
    from edge
    join grouped one on one.account_id = edge.account_id
    join grouped other on other.account_id = edge.account_id_y and other.community = one.community
),
met as (
    select inside.community, pair.layer, pair.object_id, pair.account_id, pair.account_id_y,
           date_trunc($unit, make_timestamp_ms(pair.moment)) as start
    from pair join inside
      on inside.account_id = least(pair.account_id, pair.account_id_y)
     and inside.account_id_y = greatest(pair.account_id, pair.account_id_y)
),
active as (
    select community, start, account_id from met union select community, start, account_id_y from met
),
people as (
    select community, start, count(*) as accounts from active group by all
)
select met.community, strftime(met.start, '%Y-%m-%d') as period, $unit as unit, any_value(people.accounts) as accounts,
       count(*) as pairs, count(distinct (layer, object_id)) as objects
from met join people using (community, start)
group by met.community, met.start
order by met.community, met.start
