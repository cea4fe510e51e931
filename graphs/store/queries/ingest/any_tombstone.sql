select exists (from tombstone)
