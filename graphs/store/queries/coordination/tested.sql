-- The edges with what the tests say of them; accounts that met on one object alone have p = 1.
select edge.*,
       coalesce(test.expected, 0) as expected_objects,
       coalesce(test.p_shuffle, 1) as p_shuffle,
       coalesce(test.p_habits, 1) as p_habits,
       coalesce(test.p_configuration, 1) as p_configuration,
       coalesce(test.q_shuffle, 1) as q_shuffle,
       coalesce(test.q_configuration, 1) as q_configuration,
       coalesce(test.q, 1) as q,
       coalesce(test.significant, 0) as significant
from edge left join test using (account_id, account_id_y)
order by account_id, account_id_y
