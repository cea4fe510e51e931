-- The words that a search for an actor of either group would hold: domains; handles; names of outlets and agencies.
select in_source, in_target, 'domain' as kind, lower(unnest(domains)) as term from trace_actor where (in_source or in_target) and domains is not null
union
select in_source, in_target, 'handle', lower(handle) from trace_actor where (in_source or in_target) and handle <> ''
union
select in_source, in_target, 'name', lower(name) from trace_actor
where (in_source or in_target) and role in ('outlet', 'agency') and length(name) >= 4
order by all
