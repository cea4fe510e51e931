delete from short_link where page in (select canonical from gone_page) or 'web:' || page in (select post_id from gone_post)
