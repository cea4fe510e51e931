-- Up to a hundred posts of each stale author with five or more, spread over time, from which signatures are learnt.
with own as (
    select number, author, house, post_id,
           row_number() over (partition by author order by number) as place,
           count(*) over (partition by author) as posts
    from word_post join word_stale using (author)
),
chosen as (
    from own
    where posts >= 5
    qualify row_number() over (partition by author order by place * 2654435761 % 4294967296, place) <= 100
)
select w.number, w.author, w.house,
       case when p.text is null then p.title
            when p.title is null or starts_with(p.text, p.title) then p.text
            else p.title || chr(10) || p.text
       end as words
from chosen w
join live_post p on p.post_id = w.post_id
