select distinct canonical from post_url where canonical is not null
