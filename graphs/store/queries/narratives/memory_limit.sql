-- How much memory the tables may use.
select current_setting('memory_limit')
