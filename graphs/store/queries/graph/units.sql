-- The outlet-level node of every actor: an outlet under the first domain of its owner, any other organisation as
-- itself, and everyone else within the group of their role and country.
create or replace temp table unit as
with home as (
    select domain, actor_id, 'web:' || min(domain) over (partition by actor_id) as unit from outlet
),
owner as (
    select actor_id, min(unit) as unit from home group by actor_id
),
site as (
    select 'web:' || domain as actor_id, min(unit) as unit from home group by domain
),
placed as (
    select actor_id, role, country,
           coalesce(not public, role in ('blogger', 'journalist', 'person') and platform <> 'web') as private,
           public is distinct from false and role in ('outlet', 'agency', 'aggregator', 'official', 'organisation')
               or platform = 'web' and not contains(actor_id, '/') as named,
           coalesce(site.unit, owner.unit) as home
    from actor_view
    left join site using (actor_id)
    left join owner using (actor_id)
)
select actor_id,
       case when home is not null and not private then home
            when named then actor_id
            else 'group:' || role || '/' || coalesce(country, '') end as unit,
       case when (home is not null and not private) or named then null
            when country is null then case role when 'unknown' then 'account' else role end || ' (country unknown)'
            else case role when 'unknown' then 'account' else role end || ' (' || country || ')' end as label,
       role,
       country
from placed;
