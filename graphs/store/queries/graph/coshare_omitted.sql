-- Count the objects that confirm pairs but make none.
select count(*) from coshare_heavy;
