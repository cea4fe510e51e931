-- The phrases that a narrative's posts quote: how many posts, the first of them, and where else the cluster is quoted.
with own as (
    select q.phrase, q.post_id, q.start, q."end", p.actor_id, p.published_lo as lo, p.published_hi as hi
    from post_quote q
    join narrative_post n using (post_id)
    join live_post p using (post_id)
    where n.narrative_id = $narrative
),
arisen as (
    select phrase, count(*) as posts, count(distinct actor_id) as actors,
           arg_min({'post_id': post_id, 'start': start, 'end': "end", 'lo': lo, 'hi': hi}, (lo, hi, post_id)) as first
    from own group by phrase
),
level as (select any_value(level) as level from narrative_post where narrative_id = $narrative),
elsewhere as (
    select f.cluster, count(distinct n.narrative_id) as narratives
    from phrase f
    join post_quote q using (phrase)
    join narrative_post n using (post_id)
    where f.cluster in (select g.cluster from arisen join phrase g using (phrase))
      and n.level = (select level from level) and n.narrative_id <> $narrative
    group by f.cluster
),
sizes as (select f.cluster, count(distinct o.post_id) as posts from own o join phrase f using (phrase) group by f.cluster)
select printf('q-%016x', f.cluster) as cluster_id, printf('q-%016x', a.phrase) as phrase_id,
       case when f.parent is not null then printf('q-%016x', f.parent) end as parent_id,
       substring(whole_text(p.title, p.text), a.first['start'] + 1, a.first['end'] - a.first['start']) as text,
       f.words, a.posts, a.actors, a.first['lo'] as lo, a.first['hi'] as hi, a.first['post_id'] as post_id,
       case when f.parent is not null then f.score end as held, f.rivals,
       coalesce(e.narratives, 0) as elsewhere,
       whole_text(p.title, p.text) as source, p.lang, a.first['start'] as start, a.first['end'] as "end"
from arisen a
join phrase f using (phrase)
join live_post p on p.post_id = a.first['post_id']
join sizes s on s.cluster = f.cluster
left join elsewhere e on e.cluster = f.cluster
order by s.posts desc, cluster_id, lo, hi, phrase_id
