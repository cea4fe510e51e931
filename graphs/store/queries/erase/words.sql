-- Texts, titles and names of what goes.
select text, title from post where post_id in (select post_id from gone_post) and (text is not null or title is not null)
union all
select handle, name from actor where actor_id in (select actor_id from gone_actor) and (handle is not null or name is not null)
