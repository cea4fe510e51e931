"""Commands that write pages: map and report."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from whence import pages
from whence.case import Case
from whence.cli.options import AsJson, Audience, CasePath, ForAudience, Identify, OutputFile, Seed
from whence.cli.output import emit

if TYPE_CHECKING:
    from pathlib import Path

    from viz.page import Page

Narrative = Annotated[str | None, typer.Option("--narrative", help="The narrative; else the one with most posts.")]
Graph = Annotated[str | None, typer.Option("--graph", metavar="KIND", help="The graph; else reposts and citations.")]
View = Annotated[str, typer.Option("--view", help="lanes, timeline, network, matrix or flows.")]
Lanes = Annotated[list[str] | None, typer.Option("--lanes", metavar="GROUP", help="The lanes, top to bottom.")]
Renderer = Annotated[str, typer.Option("--renderer", help="auto, canvas or pyvis.")]


def map_(
    case: CasePath,
    output: OutputFile,
    narrative: Narrative = None,
    graph: Graph = None,
    view: View = "lanes",
    lanes: Lanes = None,
    renderer: Renderer = "auto",
    audience: ForAudience = Audience.ANALYST,
    identify: Identify = False,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Draw a map as one file that opens offline."""
    common: dict[str, Any] = {
        "view": view,
        "lanes": lanes or (),
        "renderer": renderer,
        "audience": audience.value,
        "identify": identify,
        "seed": seed,
    }
    with Case.open(case) as opened:
        if view in ("lanes", "timeline"):
            page = pages.map_narrative(opened, narrative, **common)
        else:
            page = pages.map_graph(opened, graph, narrative=narrative, **common)
        _save(page, output, json)


def report(
    case: CasePath,
    output: OutputFile,
    audience: ForAudience = Audience.ANALYST,
    identify: Identify = False,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Write the dossier of a case as one file that opens offline and prints well."""
    with Case.open(case) as opened:
        page = pages.report(opened, audience=audience.value, identify=identify, seed=seed)
        _save(page, output, json)


def _save(page: "Page", output: "Path", json: bool) -> None:
    saved = page.save(output)
    result = {"file": str(saved), **page.summary, "bytes": saved.stat().st_size}
    omitted = page.summary.get("omitted")
    said = f" ({omitted} left out, as the page says)" if omitted else ""
    emit(result, as_json=json, text=f"{saved}{said}")


COMMANDS = {"map": map_, "report": report}
