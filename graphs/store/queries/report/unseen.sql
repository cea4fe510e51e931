-- Documented posts that nobody collected: how many, and how many citations they have.
select count(*)::bigint as posts, coalesce(sum(citers), 0)::bigint as citations
from unseen
