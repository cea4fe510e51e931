"""A live page as a file would be: the same containers and importers, after a line that says where it came from."""

from collections.abc import Iterator, Sequence

from collectors.entries import Entry, entries
from collectors.importers.base import Context, Format
from collectors.jobs import Job
from collectors.platforms.base import Page
from collectors.sources import Source, open_source
from collectors.sources.places import Place, unzipped


def page_entries(page: Page, known: Sequence[Format], retrieved_at: int) -> Iterator[Entry]:
    """Yield the lines of a page; what is not of the page's format has its damage."""
    context = Context(retrieved_at=retrieved_at)
    place = Place(page.source, len(page.body), True, lambda: iter([page.body]))
    formats = [one for one in known if one.name == page.format]
    return entries([_job(open_source(inner), formats, context) for inner in unzipped(place)])


def _job(source: Source, formats: Sequence[Format], context: Context) -> Job:
    if source.is_empty:
        return Job(source=source, context=context)
    fitting = tuple(one for one in formats if one.container == source.container)
    if not fitting:
        return Job(source=source, context=context, is_unknown=True)
    # a format among its own `others` is asked about each item
    return Job(source=source, context=context, format=fitting[0], others=fitting)
