-- Describe each narrative: label, size, languages, span and flags; `mixed` stays from the run that found it.
create or replace temp table narrative_summary as
with flagged as (
    select distinct n.narrative_id
    from narrative_post n
    where n.narrative_id in (from agency_text)
       or (n.level = 'link' and n.reason = 'page' and n.post_id in (
              select w.post_id from narrative_post w where w.level = 'words' and w.narrative_id in (from agency_text)))
),
described as (
    select n.narrative_id, n.level, count(*) as posts, count(distinct p.actor_id) as actors,
           coalesce(string_agg(distinct p.lang, ' ' order by p.lang), '') as languages,
           min(p.published_lo) as first, max(p.published_hi) as last,
           arg_min(case when n.reason in ('typical', 'page') or n.level = 'words' then coalesce(p.title, p.text) end,
                   (case when n.level = 'words' and p.title is not null and n.reason <> 'quote' then 0
                         when n.reason in ('typical', 'page') then 1
                         else 2 end, p.published_lo, p.post_id)) as label,
           min(case when n.reason like 'url:%' then substr(n.reason, 5) end) as address
    from narrative_post n join live_post p using (post_id)
    group by n.narrative_id, n.level
)
select d.narrative_id, d.level,
       left(trim(regexp_replace(coalesce(claim.label, d.label, d.address, ''), '\s+', ' ', 'g')), 120) as label,
       d.posts, d.actors, d.languages, d.first, d.last,
       concat_ws(' ', case when flagged.narrative_id is not null then 'agency' end,
                      case when contains(old.flags, 'mixed') then 'mixed' end) as flags
from described d
left join flagged using (narrative_id)
left join claim on claim.narrative_id = d.narrative_id
left join narrative old on old.narrative_id = d.narrative_id and old.level = d.level
