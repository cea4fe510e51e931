-- Languages are told by the build: what the input declared stays beside what was found, and by which version.

alter table post add column lang_declared varchar;
alter table post add column lang_version integer;   -- of the detector; null: not looked at, or its text has changed
update post set lang_declared = lang where lang_detector = 'declared';

create or replace view live_post as
    select * from post
    where deleted_at is null and superseded_by is null;
