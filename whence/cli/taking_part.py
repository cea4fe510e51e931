"""The command that tells who starts narratives, who bridges groups and who comes late: parts."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from whence.case import Case
from whence.cli.options import AsJson, CasePath, Seed
from whence.cli.output import columns, emit, note, percent

if TYPE_CHECKING:
    from graphs.parts import Part, Share

Narrative = Annotated[str | None, typer.Option("--narrative", help="One narrative only.")]
Level = Annotated[str, typer.Option("--level", help="The narratives to go over: link, words or claim.")]
By = Annotated[list[str] | None, typer.Option("--by", metavar="GROUP", help="Groups to bridge, as often as needed.")]


def parts(
    case: CasePath,
    narrative: Narrative = None,
    level: Level = "words",
    by: By = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Tell who starts, who bridges groups, who comes late: outlets by name, people only as roles and counts."""
    from graphs.parts import document

    with Case.open(case) as opened:
        found = opened.parts(narrative=narrative, level=level, by=by, seed=seed)
    note(f"{found.narratives} narratives; groups to bridge: {', '.join(found.groups) or 'none named'}")
    head = ["who", "actors", "narratives", "posts", "starts", "bridges", "late"]
    emit(document(found), as_json=json, text=columns(map(_row, found.rows), head))


def _row(part: "Part") -> list[Any]:
    shares = [_share(one) for one in (part.starts, part.bridges, part.late)]
    return [part.name, part.actors, part.narratives, part.posts, *shares]


def _share(one: "Share | None") -> str:
    if one is None:
        return "–"
    between = f" ({percent(one.low)} to {percent(one.high)})" if one.low is not None else ""
    return percent(one.share) + between


COMMANDS: dict[str, Any] = {"parts": parts}
