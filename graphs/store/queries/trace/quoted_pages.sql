-- Posts whose words are those of the page they cite: its title or a part of its text.
create or replace temp table trace_quoting as
select distinct link.child_id as post_id
from link
join live_post child on child.post_id = link.child_id
join post parent on parent.post_id = link.parent_id
where link.evidence = 'citation' and length(child.text) < 600
  and contains(
      regexp_replace(lower(coalesce(parent.title, '') || ' ' || coalesce(parent.text, '')), '[^\pL\pN]+', ' ', 'g'),
      trim(regexp_replace(lower(regexp_replace(child.text, 'https?://\S+', ' ', 'g')), '[^\pL\pN]+', ' ', 'g')))
