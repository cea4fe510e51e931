-- Reposts whose original is here, each with it; where the true parent and the root are both here, the true parent.
create or replace temp table repost_of as
select r.post_id, arg_min(r.target_post_id, (case r.role when 'via' then 0 else 1 end, r.target_post_id)) as original
from reference r
semi join live_post child on child.post_id = r.post_id
semi join live_post parent on parent.post_id = r.target_post_id
where r.kind = 'repost' and r.target_post_id <> r.post_id
group by r.post_id
