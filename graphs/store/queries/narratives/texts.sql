-- Each stale post's words: the title, then the text, unless the text begins with the title.
select w.number, w.author, w.house,
       case when p.text is null then p.title
            when p.title is null or starts_with(p.text, p.title) then p.text
            else p.title || chr(10) || p.text
       end as words
from word_post w
join word_stale using (author)
join live_post p using (post_id)
where not $several_lines or contains(p.text, chr(10)) or p.title is not null
