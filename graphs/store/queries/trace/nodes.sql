-- The rows of all narratives in order, with what is known of each post; `node` numbers them.
create or replace temp table trace_node as
with words as (
    select post_id, min(narrative_id) as words
    from narrative_post
    where level = 'words'
    group by post_id
),
flagged as (
    select distinct post_id
    from narrative_post
    join narrative using (narrative_id)
    where list_contains(string_split(narrative.flags, ' '), 'agency')
),
missing as (
    select post_id, min(actor_id) as actor_id, min(published_hi) as published_hi from unseen group by post_id
),
known as (
    select place, trace_row.post_id, part,
           post.post_id is null as unseen,
           coalesce(post.actor_id, missing.actor_id, '') as author,
           coalesce(post.published_lo, missing.published_hi, $never) as lo,
           coalesce(post.published_hi, missing.published_hi, $never) as hi,
           coalesce(post.kind, '') as kind,
           coalesce(post.kind, '') = 'article' as article,
           coalesce(post.run_id, '') as run_id,
           trace_row.post_id in (select post_id from flagged) as agency,
           trace_row.post_id in (select post_id from trace_quoting) as quotes_page,
           trace_row.post_id in (select post_id from trace_widely) as widely,
           coalesce(words.words, '') as words,
           coalesce(hash(nullif(trim(regexp_replace(lower(regexp_replace(
               post.text, 'https?://\S+', ' ', 'g')), '[^\pL\pN]+', ' ', 'g')), '')), 0::ubigint) as wording,
           length(regexp_replace(coalesce(post.text, ''), 'https?://\S+', ' ', 'g')) as letters
    from trace_row
    left join post using (post_id)
    left join missing using (post_id)
    left join words using (post_id)
)
select row_number() over (order by place, lo + hi, lo, known.post_id) - 1 as node,
       known.*,
       dense_rank() over (order by known.post_id) - 1 as post,
       coalesce(trace_actor.code, -1) as actor
from known
left join trace_actor on trace_actor.actor_id = known.author
