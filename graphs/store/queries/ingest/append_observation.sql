insert into observation by name from incoming_row
