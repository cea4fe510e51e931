insert into post by name from incoming_row
