"""What share of each group's posts the case holds: the analyst's figure, else that of cited pages."""

from collections.abc import Mapping

from graphs.groups import Group
from graphs.store.database import Store
from graphs.trace.finding import Coverage

LEAST_CITED = 30


def coverage(store: Store, source: Group, target: Group, given: Mapping[str, float]) -> Coverage:
    """Return the coverage of both groups, each with the method behind it: given, citations or unknown.

    Citations: of the distinct pages of the group that anybody in the case cites, the share that was collected. Not
    used under 30 such pages, nor where cited pages were fetched because they were cited.
    """
    row = store.sql("trace/cited_coverage").fetchall()[0]
    source_cited, source_seen, target_cited, target_seen, fetched = row
    known_source = _known(source, given, source_cited, source_seen, fetched)
    known_target = _known(target, given, target_cited, target_seen, fetched)
    return Coverage(
        source=known_source[0],
        target=known_target[0],
        source_method=known_source[1],
        target_method=known_target[1],
    )


def _known(group: Group, given: Mapping[str, float], cited: int, seen: int, fetched: int) -> tuple[float | None, str]:
    for name in (group.name, group.expression):
        if name in given:
            return float(given[name]), "given"
    if cited >= LEAST_CITED and not fetched:
        return seen / cited, "citations"
    return None, "unknown"
