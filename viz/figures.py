"""The figures of an evidence bundle: its report, and maps of what was decided, drawn from the bundle's own tables."""

from collections.abc import Iterator

from graphs.people import People
from graphs.store import Store
from graphs.trace import saved
from viz.maps import map_narrative
from viz.page import Page
from viz.report import report

UNDECIDED = ("cannot tell", "separate")


def figures(
    store: Store, people: People, *, title: str, seed: int, audience: str, maps: int
) -> Iterator[tuple[str, Page]]:
    """Yield name and page: lanes of up to `maps` traced narratives, the decided and larger first, then the report."""
    chosen = _chosen(store, maps)
    links = {}
    for narrative in chosen:
        links[narrative] = f"maps/lanes-{narrative}.html"
        yield (
            links[narrative],
            map_narrative(store, people, narrative, view="lanes", seed=seed, audience=audience),
        )
    yield "report.html", report(store, people, title=title, seed=seed, audience=audience, maps=links)


def _chosen(store: Store, most: int) -> list[str]:
    order = {
        finding.narrative_id: (finding.verdict in UNDECIDED, -sum(finding.posts.values()), finding.narrative_id)
        for finding in reversed(saved(store))
    }
    return sorted(order, key=lambda narrative: order[narrative])[:most]
