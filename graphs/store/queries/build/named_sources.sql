-- Who is named: the longest known name at the beginning (or end) of a capture. A forward names its channel itself.
create or replace temp table named_source as
with tried as (
    select distinct post_id, language, words, size,
           array_to_string(case side when 'first' then words[1:size] else words[len(words) - size + 1:] end, ' ') as name
    from (select *, unnest(range(1, least(len(words), 8) + 1)) as size from named_capture)
),
known as (
    select t.post_id, k.actor_id, k.shown,
           t.size = max(t.size) over (partition by t.post_id, t.language, t.words) as longest
    from tried t
    join named_key k on k.language = t.language and k.name = t.name
    join live_post p on p.post_id = t.post_id
    where k.shown not like '@%' or split_part(k.actor_id, ':', 1) = p.platform
)
select post_id, actor_id, 'attribution' as evidence, min(shown) as detail
from known where longest
group by post_id, actor_id
union all
select r.post_id, r.target_actor_id, 'reference', 'forward'
from reference r
where r.kind = 'repost' and r.target_post_id is null and r.target_actor_id is not null
  and exists (from live_post p where p.post_id = r.post_id)
group by r.post_id, r.target_actor_id
