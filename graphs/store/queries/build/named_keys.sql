-- The names by which this language may call an actor: names and domains of those that publish, handles of all.
insert into named_key
select distinct $language, array_to_string(parts, ' '), actor_id, shown
from (
    select actor_id, shown, case when parts[1] = 'the' then parts[2:] else parts end as parts
    from (
        select actor_id, shown, name_words(shown, $endings) as parts
        from (
            select actor_id, name as shown from actor_view
            where name is not null
              and (role in ('outlet', 'agency', 'aggregator', 'official', 'organisation') or platform = 'web')
            union
            select actor_id, unnest(domains) from actor_view where domains is not null
            union
            select actor_id, name from outlet where name is not null
            union
            select actor_id, '@' || coalesce(handle, split_part(actor_id, ':', 2)) from actor_view where platform <> 'web'
        )
    )
)
where length(array_to_string(parts, '')) >= (case when regexp_matches(shown, '\p{Han}') then 2 else 3 end)
  and len(parts) <= 8
