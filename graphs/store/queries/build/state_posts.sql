-- A number for what links read of posts, whatever their order: who, what, when, where, and whether still there.
select count(*) || ':' || coalesce(sum(hash(post_id, actor_id, kind, published_lo, published_hi, url_canonical, deleted_at is null, superseded_by)::hugeint), 0)
from post
