-- The skeleton of a deleted post stays: who, when, in reply to what. Its words go.
update post set
    text = null,
    title = null,
    lang = null,
    lang_score = null,
    lang_detector = null,
    url = if(platform = 'web', url, null),
    deleted_at = case
        when post_id not in (select id from tombstone) and actor_id not in (select id from tombstone) then deleted_at
        else coalesce(deleted_at, (select min("at") from tombstone where id in (post.post_id, post.actor_id)), published_hi)
    end
where post_id in (select post_id from gone_post)
    and (text is not null or title is not null or (url is not null and platform <> 'web'))
