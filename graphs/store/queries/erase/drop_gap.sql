delete from gap where target in (select target from gone_target)
