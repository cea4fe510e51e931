-- Account pairs with what joins them. Sides are the accounts in order of name; each counts its own contents, unless
-- $published asks for CooRTweet 2.1.3, which puts the accounts in order and leaves the contents where they were.
with sided as (
    select least(account_id, account_id_y) as one, greatest(account_id, account_id_y) as other,
           object_id, layer, time_delta, fast,
           case when account_id <= account_id_y or $published then content_id else content_id_y end as content_one,
           case when account_id <= account_id_y or $published then content_id_y else content_id end as content_other
    from pair
)
select one as account_id, other as account_id_y,
       count(*) as weight,
       sum((time_delta * 1000)::bigint)::double / 1000 / count(*) as avg_time_delta,
       count(distinct content_one) as n_content_id,
       count(distinct content_other) as n_content_id_y,
       least(count(distinct content_one), count(distinct content_other))
           / greatest(count(distinct content_one), count(distinct content_other)) as edge_symmetry_score,
       count(distinct (layer, object_id)) as objects,
       string_agg(distinct layer, ' ' order by layer) as layers,
       nullif(count(*) filter (fast), 0) as weight_fast,
       sum((time_delta * 1000)::bigint) filter (fast)::double / 1000 / nullif(count(*) filter (fast), 0) as avg_time_delta_fast,
       nullif(count(distinct content_one) filter (fast), 0) as n_content_id_fast,
       nullif(count(distinct content_other) filter (fast), 0) as n_content_id_y_fast,
       least(count(distinct content_one) filter (fast), count(distinct content_other) filter (fast))
           / nullif(greatest(count(distinct content_one) filter (fast), count(distinct content_other) filter (fast)), 0)
           as edge_symmetry_score_fast
from sided
group by one, other
order by one, other
