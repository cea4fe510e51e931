insert into tag by name from incoming_row
