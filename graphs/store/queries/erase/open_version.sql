update post set superseded_by = null where superseded_by in (select post_id from gone_post)
