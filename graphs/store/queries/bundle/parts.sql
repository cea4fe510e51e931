-- Every part of the raw archive with its hash.
select run_id, part, items, bytes, sha256 from archive_part order by run_id, part
