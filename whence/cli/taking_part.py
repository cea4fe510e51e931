"""Commands that tell who takes which part: parts, and whom a group's story could have reached: reach."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from whence.case import Case
from whence.cli.options import AsJson, CasePath, Seed
from whence.cli.output import columns, emit, note, percent

if TYPE_CHECKING:
    from graphs.parts import Part, Share
    from graphs.reach import Reached, Way

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


def reach(
    case: CasePath,
    source: Annotated[str, typer.Option("--from", help="The group whose story it is.", show_default=False)],
    target: Annotated[str | None, typer.Option("--to", help="The group to reach; relays are told for it.")] = None,
    narrative: Narrative = None,
    wait: Annotated[float | None, typer.Option("--wait", metavar="HOURS", help="How long a story rests.")] = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Tell whom a group's story could have reached, by when and through whom, along paths that respect time."""
    from graphs.reach import document

    with Case.open(case) as opened:
        found = opened.reach(source=source, target=target, narrative=narrative, wait_hours=wait, seed=seed)
    note(f"{found.links} links, {found.documented} documented; {found.impossible} left out: taken before posted")
    if found.joined:
        note(f"pairs joined: {found.joined['certain']} for certain, {found.joined['possible']} at most")
    head = ["who", "actors", "reached", "first", "last", "relays"]
    emit(document(found), as_json=json, text=columns(map(_reached, found.rows), head))


def _reached(row: "Reached") -> list[Any]:
    sure, most = row.certain, row.possible
    times = [_between(most.first, sure.first), _between(sure.last, most.last)]
    return [row.name, row.actors, _between(sure.reached, most.reached), *times, _relays(sure, most)]


def _relays(sure: "Way", most: "Way") -> str:
    if sure.relay is None or most.relay is None:
        return "–"
    return _between(*map(percent, sorted((sure.relay, most.relay))))


def _between(low: object, high: object) -> str:
    """Write two bounds as one where they agree; `?` where one is not known."""
    if low == high:
        return "–" if low is None else str(low)
    return f"{'?' if low is None else low} to {'?' if high is None else high}"


COMMANDS: dict[str, Any] = {"parts": parts, "reach": reach}
