"""The pages of a case: maps of a narrative or a graph, and the report."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from viz.page import Page
from whence.case import Case


def map_narrative(
    case: Case,
    narrative_id: str | None = None,
    *,
    view: str = "lanes",
    lanes: Sequence[str] = (),
    renderer: str = "auto",
    audience: str = "analyst",
    identify: bool = False,
    seed: int = 0,
) -> Page:
    """Draw one narrative: who carried it when (`lanes`), among whom (`network`), between which groups (`flows`).

    Without an id the narrative with most posts is drawn. `lanes` are groups, by name or expression, top to bottom.
    """
    from viz.maps import map_narrative as draw

    return draw(
        case.store,
        case.people(identify=identify, output=f"map {view}"),
        narrative_id,
        view=view,
        lanes=[case.group(lane) for lane in lanes],
        renderer=renderer,
        audience=audience,
        seed=seed,
    )


def map_graph(
    case: Case,
    kind: str | None = None,
    *,
    view: str = "network",
    narrative: str | None = None,
    lanes: Sequence[str] = (),
    renderer: str = "auto",
    audience: str = "analyst",
    identify: bool = False,
    seed: int = 0,
) -> Page:
    """Draw a graph of the whole case, or of one narrative; without a kind, reposts and citations together.

    `lanes` are groups by which actors and flows are told apart, of a narrative or of the whole case.
    """
    from viz.maps import map_graph as draw

    return draw(
        case.store,
        case.people(identify=identify, output=f"map {view}"),
        kind,
        view=view,
        narrative=narrative,
        lanes=[case.group(lane) for lane in lanes],
        renderer=renderer,
        audience=audience,
        seed=seed,
    )


def drift_page(
    case: Case,
    narrative: str,
    *,
    primary: str | Path | None = None,
    nli: str | None = None,
    fetch: bool = False,
    audience: str = "analyst",
    identify: bool = False,
) -> Page:
    """Write what changed at each hop of a narrative, statements side by side, the changed slots marked.

    The arguments are those of `case.drift`; the result is kept in the case.
    """
    from whence.drifting import Asked, drift_view

    return drift_view(case, narrative, Asked(primary, nli, fetch, audience, identify))[1]


def report(
    case: Case,
    *,
    audience: str = "analyst",
    identify: bool = False,
    seed: int = 0,
    maps: Mapping[str, str] | None = None,
) -> Page:
    """Write the dossier of a case: what was gathered, what was found, how sure it is. `maps` are title -> file."""
    from viz.report import report as write

    people = case.people(identify=identify, output="report")
    return write(case.store, people, title=case.settings.name, seed=seed, audience=audience, maps=dict(maps or {}))
