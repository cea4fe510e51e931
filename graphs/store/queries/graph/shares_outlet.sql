-- Put the outlet or group in the place of each sharer.
create or replace temp table share as
select distinct unit as sharer, object, post_id, lo, hi
from share join unit on unit.actor_id = share.sharer;
