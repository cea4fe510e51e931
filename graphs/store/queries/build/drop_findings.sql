delete from finding;
delete from analysis;
