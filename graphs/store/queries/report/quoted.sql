-- The clusters of phrases that two posts or more of a narrative quote, at most $most for each of the narratives $ids:
-- the variant that most of its posts have, and when that cluster was first quoted there.
with own as (
    select n.narrative_id, n.level, f.cluster, q.phrase, q.post_id, q.start, q."end", p.actor_id,
           p.published_lo as lo, p.published_hi as hi
    from narrative_post n
    join post_quote q using (post_id)
    join phrase f using (phrase)
    join live_post p using (post_id)
    where n.narrative_id in (select unnest($ids))
),
variant as (
    select narrative_id, cluster, phrase, count(*) as posts,
           arg_min({'post_id': post_id, 'start': start, 'end': "end", 'actor_id': actor_id}, (lo, hi, post_id)) as shown
    from own group by all
),
shown as (
    select narrative_id, cluster, count(*) as variants, arg_max(shown, (posts, phrase)) as shown
    from variant group by all
),
whole as (
    select narrative_id, any_value(level) as level, cluster, count(distinct post_id) as posts, min((lo, hi)) as first
    from own group by narrative_id, cluster
),
everywhere as (
    select n.level, f.cluster, count(distinct n.narrative_id) as narratives
    from phrase f join post_quote q using (phrase) join narrative_post n using (post_id)
    where f.cluster in (select cluster from whole)
    group by all
)
select w.narrative_id, s.shown['actor_id'] as actor_id, w.posts, s.variants, w.first[1] as lo, w.first[2] as hi,
       e.narratives - 1 as elsewhere,
       substring(whole_text(p.title, p.text), s.shown['start'] + 1, s.shown['end'] - s.shown['start']) as text
from whole w
join shown s using (narrative_id, cluster)
join everywhere e using (level, cluster)
join live_post p on p.post_id = s.shown['post_id']
where w.posts >= 2
qualify row_number() over (partition by w.narrative_id order by w.posts desc, lo, hi, w.cluster) <= $most
order by w.narrative_id, w.posts desc, lo, hi, w.cluster
