-- P(a before b), each time uniform in its closed interval: the expression of graphs/order.py, for use inside SQL.
create or replace temp macro p_order(a_lo, a_hi, b_lo, b_hi) as
    case
        when a_hi < b_lo then 1.0::double
        when a_lo > b_hi then 0.0::double
        when a_hi = a_lo and b_hi = b_lo then 0.5::double
        else (case when a_hi > a_lo then (greatest(a_lo, b_lo) - a_lo)::double / (a_hi - a_lo)::double else 0.0::double end)
           + (case when a_hi > a_lo
                   then (least(a_hi, b_hi) - greatest(a_lo, b_lo))::double / (a_hi - a_lo)::double
                   else 1.0::double end)
           * ((case when b_hi > b_lo then (b_hi - least(a_hi, b_hi))::double / (b_hi - b_lo)::double else 0.0::double end)
              + 0.5::double
              * (case when b_hi > b_lo
                      then (least(a_hi, b_hi) - greatest(a_lo, b_lo))::double / (b_hi - b_lo)::double
                      else 1.0::double end))
    end
