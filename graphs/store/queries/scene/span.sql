-- When the posts of the case begin and end.
select min(published_lo), max(published_hi) from live_post
