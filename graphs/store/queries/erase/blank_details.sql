update skipped set detail = null where detail in (select detail from named)
