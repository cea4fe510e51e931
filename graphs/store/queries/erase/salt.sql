select salt from forgotten_salt
