-- A run that stood inside a target begins it again; what is erased is screened out if it comes once more.
update checkpoint set "cursor" = null, reason = '' where run_id in (select run_id from gone_place)
