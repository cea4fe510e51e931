-- Findings rest on links and narratives that have changed.
delete from finding
