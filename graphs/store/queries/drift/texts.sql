-- The words of these posts (the title, then the text, unless the text begins with the title), language, day and author.
select p.post_id,
       case when p.text is null then p.title
            when p.title is null or starts_with(p.text, p.title) then p.text
            else p.title || chr(10) || p.text
       end as words,
       p.lang,
       case when p.published_hi - p.published_lo <= 86400000 then p.published_lo // 86400000 end as day,
       p.actor_id,
       p.published_lo
from live_post p
join (select unnest($ids) as post_id) wanted using (post_id)
order by p.post_id
