-- The edges among the accounts of the faster net's heavy edges and all that met one of these.
with core as (
    select account_id from edge where weight_threshold_fast = 1
    union
    select account_id_y from edge where weight_threshold_fast = 1
),
around as (
    select account_id from core
    union
    select account_id_y from edge semi join core using (account_id)
    union
    select account_id from edge semi join core on core.account_id = edge.account_id_y
)
select edge.* from edge
semi join around one on one.account_id = edge.account_id
semi join around other on other.account_id = edge.account_id_y
order by edge.account_id, edge.account_id_y
