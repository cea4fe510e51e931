insert into media by name from incoming_row
