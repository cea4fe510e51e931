-- How many posts each outlet of several accounts has, in the order of their numbers.
select count(*) as posts from word_post where house >= 0 group by house order by house
