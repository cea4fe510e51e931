-- Edges by the numbers of their ends.
select s.n as source, t.n as target, weight, first, last, evidence, objects
from graph_edge
join graph_node s on s.id = graph_edge.source
join graph_node t on t.id = graph_edge.target
order by s.n, t.n;
