-- The text that speaks for each unit, its beginning only, with its language.
select u.number, p.lang, u.key,
       left(case when p.text is null then p.title
                 when p.title is null or starts_with(p.text, p.title) then p.text
                 else p.title || chr(10) || p.text
            end, $letters) as words
from claim_unit u join live_post p using (post_id)
order by u.number
