-- The addresses of what goes, in the posts of others; gone_page holds them.
delete from post_url where canonical in (select canonical from gone_page)
