-- A number for the languages that inputs declared, whatever the order.
select count(*) || ':' || coalesce(sum(hash(post_id, lang_declared)::hugeint), 0) from post
