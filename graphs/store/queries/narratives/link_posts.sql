-- One narrative an article page: the page, what cites it, and the reposts and quotes of these, with the reason.
create or replace temp table link_member as
with recursive page as (
    select distinct canonical from post_url where article
    union
    select url_canonical from live_post where kind = 'article' and url_canonical is not null
),
story as (
    select p.canonical from page p
    where p.canonical not in (select canonical from social_page where post_id not like 'youtube:%')
),
seed as (
    select p.url_canonical as canonical, p.post_id, 'page' as reason
    from live_post p semi join story on story.canonical = p.url_canonical
    union
    select u.canonical, u.post_id, 'url'
    from post_url u semi join story using (canonical) semi join live_post p on p.post_id = u.post_id
    where u.article
),
follow as (
    select distinct r.post_id, r.target_post_id, r.kind
    from reference r semi join live_post p on p.post_id = r.post_id
    where r.kind in ('repost', 'quote') and r.target_post_id is not null
),
spread as (
    select canonical, post_id, reason from seed
    union
    select s.canonical, f.post_id, f.kind
    from spread s join follow f on f.target_post_id = s.post_id
)
select canonical, post_id,
       arg_min(reason, case reason when 'page' then 0 when 'url' then 1 when 'repost' then 2 else 3 end) as reason
from spread
group by canonical, post_id
