insert into post_url by name from incoming_row
