-- The words whose language is not known by this version of the detector, each once.
select distinct coalesce(nullif(text, ''), title) as words
from post
where lang_version is distinct from $version and coalesce(nullif(text, ''), title) is not null
order by words
