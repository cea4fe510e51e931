-- Pages that posts of the case cite and that are not in it, the most cited first.
select min(coalesce(expanded, raw)) as target
from post_url
where canonical is not null
    and article
    and canonical not in (select url_canonical from post where url_canonical is not null and platform = 'web')
group by canonical
order by count(distinct post_id) desc, canonical
