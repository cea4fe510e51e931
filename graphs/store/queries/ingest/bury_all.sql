-- An actor's tombstone covers its posts. A deletion without a time is no earlier than the post.
update post set
    text = null,
    title = null,
    deleted_at = coalesce(post.deleted_at, grave.deleted_at, post.published_hi)
from (
    select post_id, min("at") as deleted_at
    from (
        select post.post_id, tombstone."at" from post join tombstone on tombstone.id = post.post_id
        union all
        select post.post_id, tombstone."at" from post join tombstone on tombstone.id = post.actor_id
    )
    group by post_id
) grave
where post.post_id = grave.post_id
    and (post.deleted_at is null or post.text is not null or post.title is not null)
