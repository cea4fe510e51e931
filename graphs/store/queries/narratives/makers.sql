-- Who posted each text and when, in the order of the posts' numbers; an outlet of several accounts is one maker.
select case when house >= 0 then (select max(author) + 1 from word_post) + house else author end as maker, moment
from word_post
order by number
