-- Shares as given, with the time in milliseconds and what is wrong with a row:
-- 0 nothing, 1 no object, 2 no account, 3 no content, 4 no readable time, 5 a time of day without a zone.
with typed as (
    select nullif(trim(object_id::varchar), '') as object_id,
           nullif(trim(account_id::varchar), '') as account_id,
           nullif(trim(content_id::varchar), '') as content_id,
           trim(timestamp_share::varchar) as stamp,
           try_cast(timestamp_share::varchar as double) as number
    from given
),
timed as (
    select object_id, account_id, content_id, stamp,
           case when number is not null and isfinite(number) and abs(number) < 1e15
                then round(case when abs(number) < 1e11 then number * 1000 else number end)::bigint
                when number is null and regexp_full_match(stamp, '.*([zZ]|UTC|GMT|:\d\d(\.\d+)?\s*[+-]\d\d(:?\d\d)?)')
                then epoch_ms(try_cast(stamp as timestamptz))
           end as moment
    from typed
)
select object_id, account_id, content_id, moment,
       case when object_id is null then 1 when account_id is null then 2 when content_id is null then 3
            when moment is not null then 0
            when try_cast(stamp as timestamp) is not null then 5
            else 4 end::tinyint as problem
from timed
