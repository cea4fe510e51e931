insert into reference by name from incoming_row
