"""Maps: one narrative, or the graph of a whole case, as one page with its lanes, network, flows and table.

story --crowds for the public--> lanes, network, flows --scene--> page
"""

from collections.abc import Sequence
from typing import Any

from collectors.errors import RequestError
from graphs.groups import Group
from graphs.people import People
from graphs.propagation.native import check
from graphs.store import Store
from viz.graph_map import graph_scene, propagation_graph
from viz.narrative_map import Request, narrative_scene
from viz.page import AUDIENCES, Page, compose, escape, static
from viz.palette import stylesheet
from viz.pyvis_map import pyvis_page
from viz.scene import Drawing, Scene

VIEWS = ("lanes", "network", "flows", "timeline", "matrix")
RENDERERS = ("auto", "canvas", "pyvis")


def map_narrative(
    store: Store,
    people: People,
    narrative_id: str | None,
    *,
    view: str,
    lanes: Sequence[Group] = (),
    renderer: str = "auto",
    seed: int = 0,
    audience: str = "analyst",
) -> Page:
    """Draw a narrative, by default the one with most posts; the page opens at `view` and holds the other views too."""
    _check(view, renderer, audience)
    chosen = narrative_id or store.scalar("scene/largest")
    if chosen is None:
        raise RequestError("The case has no narratives yet. Run `whence build` on it first.")
    if renderer == "pyvis":
        return _pyvis(store, people, None, view=view, narrative=chosen, audience=audience)
    request = Request(view=view, groups=lanes, seed=seed, audience=audience)
    return page(narrative_scene(store, people, chosen, request))


def map_graph(
    store: Store,
    people: People,
    kind: str | None,
    *,
    view: str,
    narrative: str | None = None,
    lanes: Sequence[Group] = (),
    renderer: str = "auto",
    seed: int = 0,
    audience: str = "analyst",
) -> Page:
    """Draw who is tied to whom in a narrative if one is given, else in the whole case; the page opens at `view`.

    A narrative shows all its links, each class apart. Without a kind, reposts and citations stand together. `lanes`
    are groups by which flows, colours and lanes can be told apart.
    """
    _check(view, renderer, audience)
    if kind is not None:
        check(kind, "actor")
    if renderer == "pyvis":
        return _pyvis(store, people, kind, view=view, narrative=narrative, audience=audience)
    if narrative is not None or view == "lanes":
        return map_narrative(store, people, narrative, view=view, lanes=lanes, seed=seed, audience=audience)
    if view == "timeline" and audience == "public":
        raise RequestError(
            "A whole case has no timeline for the public: few people can stand behind one bar. Add --narrative ID."
        )
    request = Request(view=view, groups=lanes, seed=seed, audience=audience)
    return page(graph_scene(store, people, kind, request))


def page(drawing: Drawing) -> Page:
    """Put a scene into a page that opens offline."""
    made = drawing.scene
    lengths = {column.name: column.length for column in made.columns}
    return compose(
        title=made.title,
        body_html=f'<div id="whence" class="viewer"><h1 class="viewer-title">{escape(made.title)}</h1>'
        "<noscript>This map needs JavaScript, which is switched off in this browser.</noscript></div>",
        styles=[stylesheet(), static("viewer.css")],
        scripts=[static("viewer.js")],
        data=drawing.blocks(),
        identified=made.identified,
        audience=made.audience,
        summary=_summary(made, lengths),
    )


def _summary(made: Scene, lengths: dict[str, int]) -> dict[str, Any]:
    omitted = sum(omission.count for omission in made.omitted if omission.what in ("posts", "actors"))
    if made.view in ("lanes", "timeline") and made.level != "case":
        return {"nodes": lengths["post.lo"], "edges": lengths["link.parent"], "omitted": omitted}
    if made.view == "flows" and made.dimensions:
        return {"nodes": len(made.dimensions[0].groups), "edges": lengths["flow.0.count"], "omitted": omitted}
    return {"nodes": lengths["node.actor"], "edges": lengths["edge.source"], "omitted": omitted}


def _check(view: str, renderer: str, audience: str) -> None:
    if view not in VIEWS:
        raise RequestError(f"There is no view {view} here. Choose one of {', '.join(VIEWS)}.")
    if renderer not in RENDERERS:
        raise RequestError(f"The renderer {renderer} is not here. Choose one of {', '.join(RENDERERS)}.")
    if audience not in AUDIENCES:
        raise RequestError(f"The audience {audience} is not known. Choose one of {', '.join(AUDIENCES)}.")


def _pyvis(store: Store, people: People, kind: str | None, *, view: str, narrative: str | None, audience: str) -> Page:
    if view != "network":
        raise RequestError(f"pyvis draws the network only, not {view}. Leave out --renderer, or add --view network.")
    graph, title = propagation_graph(store, people, kind, narrative)
    return pyvis_page(graph, title=title, identified=people.identify, audience=audience)
