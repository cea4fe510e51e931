select count(distinct canonical)
from post_url
where split_part(canonical, '/', 1) in (select unnest($hosts::varchar[]))
    and canonical like '%/%'
    and canonical not in (select canonical from short_link)
