delete from followed where target in (select target from gone_target)
