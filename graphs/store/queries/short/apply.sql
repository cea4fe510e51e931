-- Put the page where the short address stood. The address as it was written stays in `raw`.
update post_url set expanded = short_link.target, canonical = short_link.page, domain = short_link.domain, article = short_link.article
from short_link
where post_url.canonical = short_link.canonical and short_link.page is not null
