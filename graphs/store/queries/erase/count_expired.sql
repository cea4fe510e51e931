select count(*) from post where published_hi < $before
