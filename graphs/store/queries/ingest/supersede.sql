update post set superseded_by = incoming_edit.later_id
from incoming_edit
where post.post_id = incoming_edit.earlier_id
