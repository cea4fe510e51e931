select coalesce(max(erasure_id), 0) + 1 from erasure
