-- Which edges weigh more than the quantile of all weights (type 7, as R's); those of the faster net by their own.
select edge.*,
       (weight > (select quantile_cont(weight, $quantile) from edge))::integer as weight_threshold,
       case when weight_fast is not null
            then (weight_fast > (select quantile_cont(weight_fast, $quantile) from edge))::integer
       end as weight_threshold_fast
from edge
order by account_id, account_id_y
