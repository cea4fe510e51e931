-- The later observation wins; what it leaves open, knows worse (a time told by the id, a text cut short) stays.
update post set
    actor_id = coming.actor_id,
    kind = if(coming.kind = 'post', post.kind, coming.kind),
    published_lo = if(coming.published_source in ('id', 'seen') and post.published_source not in ('id', 'seen'),
        post.published_lo, coming.published_lo),
    published_hi = if(coming.published_source in ('id', 'seen') and post.published_source not in ('id', 'seen'),
        post.published_hi, coming.published_hi),
    published_source = if(coming.published_source in ('id', 'seen') and post.published_source not in ('id', 'seen'),
        post.published_source, coming.published_source),
    text = if(coming.keeps, post.text, coming.text),
    title = coalesce(coming.title, post.title),
    lang = if(coming.keeps, post.lang, coalesce(coming.lang, post.lang_declared)),
    lang_declared = coalesce(coming.lang_declared, post.lang_declared),
    lang_score = if(coming.keeps, post.lang_score, null),
    lang_detector = if(coming.keeps, post.lang_detector, if(coalesce(coming.lang, post.lang_declared) is null, null, 'declared')),
    lang_version = if(coming.keeps, post.lang_version, null),
    url = coalesce(coming.url, post.url),
    url_canonical = coalesce(coming.url_canonical, post.url_canonical),
    conversation_id = coalesce(coming.conversation_id, post.conversation_id),
    edited_at = coalesce(coming.edited_at, post.edited_at),
    deleted_at = coalesce(coming.deleted_at, post.deleted_at),
    superseded_by = coalesce(coming.superseded_by, post.superseded_by),
    withheld = coalesce(coming.withheld, post.withheld),
    run_id = coming.run_id,
    raw_ref = coming.raw_ref,
    importer_version = coming.importer_version
from (
    select
        incoming_post.*,
        incoming_post.text is null
            or (ends_with(incoming_post.text, '…') and length(known.text) > length(incoming_post.text)) as keeps
    from incoming_post
    join post known using (post_id)
) coming
where post.post_id = coming.post_id
