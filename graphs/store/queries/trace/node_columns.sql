-- The rows of `trace_node`, as columns.
select place, part, post, unseen, lo, hi, kind = 'repost' as repost, article, run_id, agency, quotes_page, widely, wording, letters, actor,
       case when words = '' then -1 else dense_rank() over (order by words) end as words
from trace_node
order by node
