-- How many accounts met on each object, over the edges kept; $published counts the edge's first account alone, as
-- CooRTweet 2.1.3 does.
with met as (
    select distinct pair.layer, pair.object_id, edge.account_id, edge.account_id_y
    from pair join edge
      on least(edge.account_id, edge.account_id_y) = least(pair.account_id, pair.account_id_y)
     and greatest(edge.account_id, edge.account_id_y) = greatest(pair.account_id, pair.account_id_y)
),
sides as (
    select layer, object_id, account_id from met
    union
    select layer, object_id, account_id_y from met where not $published
)
select object_id, count(*) as num_accounts, layer from sides group by layer, object_id order by object_id, layer
