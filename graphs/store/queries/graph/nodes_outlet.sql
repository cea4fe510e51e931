-- Outlets with what is known of them; groups with their role, country and the words for them.
with grouped as (
    select unit as id, min(label) as label, min(role) as role, min(country) as country
    from unit where label is not null group by unit
),
landed as (
    select 'web:' || domain as id, min(country) as country from outlet group by domain
)
select id,
       grouped.label,
       coalesce(grouped.role, actor_view.role, if(landed.id is null, 'unknown', 'outlet')) as role,
       coalesce(grouped.country, actor_view.country, landed.country) as country,
       actor_view.language,
       if(grouped.id is null, split_part(id, ':', 1), null) as platform
from graph_node
left join grouped using (id)
left join landed using (id)
left join actor_view on actor_view.actor_id = id
order by n;
