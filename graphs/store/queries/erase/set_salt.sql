insert into forgotten_salt select $salt where not exists (from forgotten_salt)
