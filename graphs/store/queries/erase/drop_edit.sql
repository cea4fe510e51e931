delete from edit where earlier_id in (select post_id from gone_post) or later_id in (select post_id from gone_post)
