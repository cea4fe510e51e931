update post set text = rewording.text, title = rewording.title from rewording where post.post_id = rewording.post_id
