select exists (from edit)
