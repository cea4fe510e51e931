select count(*) from run
