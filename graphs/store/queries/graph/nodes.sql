-- Number the nodes that have an edge, in the order of their ids.
create or replace temp table graph_node as
select row_number() over (order by id) - 1 as n, id
from (select source as id from graph_edge union select target from graph_edge);
