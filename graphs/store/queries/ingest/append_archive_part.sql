insert into archive_part by name from incoming_row
