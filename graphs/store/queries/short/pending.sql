-- Short addresses that nobody has asked about, the most cited first.
select canonical
from post_url
where split_part(canonical, '/', 1) in (select unnest($hosts::varchar[]))
    and canonical like '%/%'
    and canonical not in (select canonical from short_link)
group by canonical
order by count(distinct post_id) desc, canonical
limit $most
