select distinct detail from skipped where detail is not null order by detail
