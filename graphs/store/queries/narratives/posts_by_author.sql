-- How many posts each author has, in the order of the authors' numbers.
select count(*) as posts from word_post group by author order by author
