-- The skeleton of a deleted post stays: who, when, in reply to what. Its words go.
update post set
    text = null,
    title = null,
    lang = null,
    lang_score = null,
    lang_detector = null,
    url = if(platform = 'web', url, null),
    deleted_at = coalesce(deleted_at, (select min("at") from tombstone where id in (post.post_id, post.actor_id)), published_hi)
where post_id in (select post_id from gone_post)
    and (text is not null or title is not null or deleted_at is null or (url is not null and platform <> 'web'))
