-- Put the words level in place of the old one: what word_member says, and the reposts that follow their originals.
delete from narrative_post where level = 'words';
insert into narrative_post
with recursive own as (
    select m.narrative_id, w.post_id, m.score,
           case m.kind
               when 1 then printf('near:%.2f', m.score)
               when 2 then printf('edited:%.2f', m.score)
               when 3 then printf('contains:%.2f', m.score)
               when 4 then printf('contains:%.2f', m.score)
               when 5 then 'typical'
               when 6 then 'kin'
               else 'identical'
           end as reason
    from word_member m join word_post w on w.number = m.number
),
follow as (
    select o.narrative_id, r.post_id, o.score
    from own o join repost_of r on r.original = o.post_id
    union
    select f.narrative_id, r.post_id, f.score
    from follow f join repost_of r on r.original = f.post_id
),
everyone as (
    select * from own
    union all
    select narrative_id, post_id, score, 'repost' from follow
)
select narrative_id, post_id, 'words', score, reason
from everyone
where narrative_id in (select narrative_id from everyone group by narrative_id having count(*) >= 2)
order by narrative_id, post_id;
delete from narrative where level = 'words';
insert into narrative
select distinct narrative_id, 'words', null, 0, 0, '', 0, 0, 'mixed'
from narrative_post
where level = 'words' and narrative_id in (select narrative_id from word_mixed)
order by narrative_id;
