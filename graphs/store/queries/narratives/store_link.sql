-- Put the link level in place of the old one: pages with two posts or more.
delete from narrative_post where level = 'link';
insert into narrative_post
select 'l-' || left(sha256('link ' || canonical), 12), post_id, 'link', 1.0,
       case reason when 'url' then 'url:' || canonical else reason end
from link_member
where canonical in (select canonical from link_member group by canonical having count(*) >= 2)
order by 1, post_id;
