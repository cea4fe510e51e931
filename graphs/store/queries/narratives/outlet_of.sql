-- Actors that print news, each under the outlet it speaks for, so that a site and its channels are one.
create or replace temp table outlet_of as
select a.actor_id, coalesce(a.domains[1], a.actor_id) as outlet, a.role = 'agency' as agency
from actor_view a
where a.role in ('outlet', 'agency', 'aggregator') or a.platform = 'web'
