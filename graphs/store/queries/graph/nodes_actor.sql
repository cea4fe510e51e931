-- What is known of each actor of a graph.
select id, coalesce(role, 'unknown') as role, country, language, coalesce(platform, split_part(id, ':', 1)) as platform
from graph_node left join actor_view on actor_view.actor_id = id
order by n;
