-- The contents of accounts with at least $least shares among the contents of the pairs, layer by layer.
with meeting as (
    select layer, content_id from pair union select layer, content_id_y from pair
),
active as (
    select layer, account_id, content_id from share semi join meeting using (layer, content_id)
    qualify count(*) over (partition by layer, account_id) >= $least
)
select distinct layer, content_id from active
