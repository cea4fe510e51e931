-- Tell whether the case has links or has been built.
select exists (from link) or exists (from derived);
