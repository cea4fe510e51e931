"""Commands that look into a case: graph, measure, narratives, trace."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collectors.errors import RequestError
from whence import settings
from whence.case import Case
from whence.cli.options import AsJson, CasePath, Identify, Seed
from whence.cli.output import columns, emit, note, percent

if TYPE_CHECKING:
    from graphs.narratives.timeline import Timeline
    from graphs.trace import Finding

Kind = Annotated[
    str,
    typer.Argument(help="reposts, quotes, replies, mentions, citations, copies, coshares or links.", metavar="KIND"),
]
Level = Annotated[str, typer.Option("--level", help="actor, post or outlet.")]
NarrativeLevel = Annotated[str | None, typer.Option("--level", help="link, words or claim.")]
Graph = Annotated[Path | None, typer.Option("-o", "--output", help=".graphml .gexf .gml .csv .parquet or .json.")]
From = Annotated[str, typer.Option("--from", help="The source group.", show_default=False)]
To = Annotated[str, typer.Option("--to", help="The target group.", show_default=False)]
Via = Annotated[str | None, typer.Option("--via", help="A relay group.")]
Narrative = Annotated[str | None, typer.Option("--narrative", help="One narrative only.")]
Coverage = Annotated[list[str] | None, typer.Option("--coverage", help="GROUP=SHARE, as often as needed.")]


def graph(
    case: CasePath,
    kind: Kind,
    level: Level = "actor",
    output: Graph = None,
    identify: Identify = False,
    json: AsJson = False,
) -> None:
    """Summarise a graph, or write it to a file."""
    with Case.open(case) as opened:
        made = opened.graph(kind, level=level, identify=identify)
        if output is not None:
            made.write(output)
        summary = made.summary()
    text = "\n".join(f"{name}: {value}" for name, value in summary.items())
    emit(summary | ({"file": str(output)} if output else {}), as_json=json, text=text)


def measure(case: CasePath, kind: Kind, seed: Seed = 0, identify: Identify = False, json: AsJson = False) -> None:
    """Measure each actor of a graph: degree, strength, PageRank, betweenness, core, community."""
    with Case.open(case) as opened:
        table = opened.measure(kind, seed=seed, identify=identify)
        rows = list(table)
    shown = [name for name in table.columns if name != "actor_id"]
    emit(rows, as_json=json, text=columns([[row[name] for name in shown] for row in rows], shown))


def narratives(
    case: CasePath,
    level: NarrativeLevel = None,
    top: Annotated[int | None, typer.Option("--top", help="Only so many, the largest.", min=1)] = None,
    search: Annotated[str | None, typer.Option("--search", help="Words in the label or the texts.")] = None,
    explain: Annotated[str | None, typer.Option("--explain", metavar="POST_ID", help="Why is it here?")] = None,
    history: Annotated[bool, typer.Option("--history", help="What was renamed, merged, split, ended.")] = False,
    quotes: Annotated[str | None, typer.Option("--quotes", metavar="ID", help="The phrases it quotes.")] = None,
    timeline: Annotated[str | None, typer.Option("--timeline", metavar="ID", help="When it was told.")] = None,
    by: Annotated[list[str] | None, typer.Option("--by", metavar="GROUP", help="Groups of the timeline.")] = None,
    seed: Seed = 0,
    identify: Identify = False,
    json: AsJson = False,
) -> None:
    """List narratives, explain a post's place, tell what became of narratives, what one quotes, when it was told."""
    none = "no narratives"
    with Case.open(case) as opened:
        if timeline is not None:
            _tell(opened.timeline(timeline, by=by or (), seed=seed, identify=identify), as_json=json)
            return
        if explain is not None:
            rows = opened.explain(explain, identify=identify)
        elif history:
            rows, none = list(opened.narrative_history(level=level)), "no changes"
        elif quotes is not None:
            rows, none = list(opened.quotes(quotes, identify=identify)), "no quoted phrases"
        else:
            rows = list(opened.narratives(level=level, top=top, search=search, identify=identify))
    head = list(rows[0]) if rows else [none]
    text = columns(
        [[row.get(name) for name in head] for row in rows],
        head,
        limits={head.index(name): 60 for name in ("label", "text") if name in head},
    )
    emit(rows, as_json=json, text=text)


def _tell(found: "Timeline", *, as_json: bool) -> None:
    """Write a timeline: its phases and first posts for a person, all of it as JSON."""
    from graphs.narratives.timeline import document

    rows = document(found)
    tables = [
        columns([list(row.values()) for row in rows[name]], list(rows[name][0]))
        for name in ("phases", "first")
        if rows[name]
    ]
    emit(rows, as_json=as_json, text="\n\n".join(tables))


def trace(
    case: CasePath,
    source: From,
    target: To,
    via: Via = None,
    narrative: Narrative = None,
    level: NarrativeLevel = None,
    coverage: Coverage = None,
    seed: Seed = 0,
    identify: Identify = False,
    json: AsJson = False,
) -> None:
    """Ask of each narrative whether the target group's posts descend from the source group's, or the reverse."""
    from graphs.trace import document

    with Case.open(case) as opened:
        found = opened.trace(
            source=source,
            target=target,
            via=via,
            narrative=narrative,
            level=level,
            coverage=_shares(coverage or []),
            seed=seed,
            identify=identify,
        )
    note(f"{len(found)} narratives with posts of either group")
    emit([document(finding) for finding in found], as_json=json, text="\n\n".join(map(_told, found)))


def _told(finding: "Finding") -> str:
    share = finding.share
    return (
        f"{finding.narrative_id} ({finding.level}): {finding.verdict}, {finding.grade}\n  {finding.sentence}\n"
        f"  documented {percent(share.lower)}, estimate {percent(share.estimate)}, not excluded {percent(share.upper)}"
    )


def _shares(given: list[str]) -> dict[str, float]:
    shares: dict[str, float] = {}
    for text in given:
        group, equals, share = text.rpartition("=")
        if not equals or not group:
            raise RequestError(
                f"--coverage {text} is not of the form GROUP=SHARE. Write for instance --coverage outlets=0.8."
            )
        shares[group] = settings.share(f"--coverage {group}", share)
    return shares


COMMANDS: dict[str, Any] = {"graph": graph, "measure": measure, "narratives": narratives, "trace": trace}
