update post set superseded_by = later.later_id
from (select earlier_id, max(later_id) as later_id from edit group by earlier_id) later
where post.post_id = later.earlier_id
    and post.superseded_by is null
    and post.post_id in (select post_id from incoming_id)
