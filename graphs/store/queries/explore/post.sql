-- One post by the row of its table, with all that was read of it.
select rowid as number, post_id, actor_id, kind, platform, published_lo, published_hi, published_source,
       coalesce(lang, '') as lang, coalesce(title, '') as title, coalesce(text, '') as text, coalesce(url, '') as url,
       run_id, raw_ref, importer_version, edited_at,
       (select string_agg(name || ' ' || value, ', ' order by name)
        from (select name, arg_max(value, observed_at) as value from metric
              where metric.post_id = post.post_id group by name)) as counts
from post
where rowid = $number and deleted_at is null and superseded_by is null
