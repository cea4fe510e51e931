insert into skipped by name from incoming_row
