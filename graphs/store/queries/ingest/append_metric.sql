insert into metric by name from incoming_row
