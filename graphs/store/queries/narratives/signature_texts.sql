-- Up to a hundred posts of each author with five or more, spread over time, from which signatures are learnt.
with chosen as (
    select number, author from word_post
    qualify count(*) over (partition by author) >= 5
        and row_number() over (partition by author order by number * 2654435761 % 4294967296, number) <= 100
)
select w.number, w.author, v.house,
       case when p.text is null then p.title
            when p.title is null or starts_with(p.text, p.title) then p.text
            else p.title || chr(10) || p.text
       end as words
from chosen w
join word_post v using (number)
join live_post p on p.post_id = v.post_id
