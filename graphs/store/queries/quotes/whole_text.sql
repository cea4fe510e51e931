-- What places in post_quote count in: the title and the text as paragraphs, the title once.
create or replace temp macro whole_text(title, text) as
    case when text is null then title
         when title is null or starts_with(text, title) then text
         else title || chr(10) || chr(10) || text
    end
