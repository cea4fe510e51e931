insert into forgotten select mark from incoming_mark except select mark from forgotten order by mark
