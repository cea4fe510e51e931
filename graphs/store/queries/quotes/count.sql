-- How many phrases the case quotes.
select count(*) from phrase
