-- The distinct texts that claims are made of: a words narrative counts as one, its most typical post speaks for it.
create or replace temp table claim_post as
with own as (
    select p.post_id, p.published_lo as moment, w.narrative_id, w.reason, p.title, p.text
    from live_post p
    left join (select post_id, min_by(narrative_id, (-score, narrative_id)) as narrative_id,
                      min_by(reason, (-score, narrative_id)) as reason
               from narrative_post where level = 'words' group by post_id) w using (post_id)
    where p.text is not null or p.title is not null
)
select post_id, moment, reason, coalesce(narrative_id, 't-' || md5(concat_ws(chr(10), title, text))) as key
from own
where narrative_id is not null or not exists (from repost_of r where r.post_id = own.post_id);
create or replace temp table claim_unit as
with unit as (
    select key, min(moment) as first,
           min_by(post_id, (case when reason = 'typical' or reason is null then 0 else 1 end, moment, post_id)) as post_id
    from claim_post group by key
)
select row_number() over (order by first, key) - 1 as number, key, first, post_id from unit;
create or replace temp table claim_member as
select u.number, c.post_id, c.moment, u.first, c.post_id = u.post_id as speaks
from claim_post c join claim_unit u using (key);
