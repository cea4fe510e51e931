"""The command that finds co-sharing: coordination."""

import time
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from collectors.errors import RequestError
from whence.case import Case
from whence.cli.options import AsJson, Identify, Seed
from whence.cli.output import counts, emit, note
from whence.coordinating import BENIGN

if TYPE_CHECKING:
    from graphs.measure.coordination import CoordinationResult, Summary


class Object(StrEnum):
    """What two accounts can share."""

    URL = "url"
    REPOST = "repost"
    TEXT = "text"
    HASHTAG = "hashtag"
    MEDIA = "media"


Source = Annotated[Path, typer.Argument(metavar="CASE_OR_FILE", help="A case, or a CSV or Parquet file of shares.")]
Objects = Annotated[list[Object] | None, typer.Option("--object", help="Of a case: as often as needed.")]
Window = Annotated[str, typer.Option("--window", help="Seconds, or auto.", show_default=False)]
Participation = Annotated[int, typer.Option("--min-participation", help="The least shares of an account.", min=0)]
Common = Annotated[int, typer.Option("--min-objects", help="The least objects on which two accounts meet.", min=1)]
Loops = Annotated[bool, typer.Option("--keep-loops", help="Keep pairs of one account or post.")]
Speed = Annotated[float | None, typer.Option("--speed", help="A narrower window to mark, in seconds.")]
Weight = Annotated[float, typer.Option("--edge-weight", help="The quantile above which an edge is heavy.")]
Subgraph = Annotated[int, typer.Option("--subgraph", help="1 heavy edges, 2 heavy fast ones, 3 these and around.")]
Test = Annotated[bool, typer.Option("--significance", help="Test each account pair against chance.")]
Published = Annotated[bool, typer.Option("--as-published", help="Count as CooRTweet 2.1.3 does.")]
Control = Annotated[str, typer.Option("--benign", help="Of a case: the control group.")]
Folder = Annotated[Path | None, typer.Option("-o", "--output", help="A folder for the tables.")]


def coordination(
    source: Source,
    window: Window,
    objects: Objects = None,
    min_participation: Participation = 2,
    min_objects: Common = 1,
    keep_loops: Loops = False,
    speed: Speed = None,
    edge_weight: Weight = 0.5,
    subgraph: Subgraph = 0,
    significance: Test = False,
    as_published: Published = False,
    benign: Control = BENIGN,
    output: Folder = None,
    seed: Seed = 0,
    identify: Identify = False,
    json: AsJson = False,
) -> None:
    """Find accounts that share the same objects within a window, and test whether that is beyond chance."""
    started = time.perf_counter()
    options: dict[str, Any] = {
        "significance": significance,
        "min_objects": min_objects,
        "keep_loops": keep_loops,
        "speed": speed,
        "edge_weight": edge_weight,
        "subgraph": subgraph,
        "as_published": as_published,
        "seed": seed,
    }
    if source.is_dir():
        with Case.open(source) as case:
            kinds = [kind.value for kind in objects or [Object.URL]]
            found = case.coordination(kinds, window, min_participation, benign=benign, identify=identify, **options)
    else:
        found = _of_file(source, window, min_participation, objects, options)
    files = found.write(output) if output is not None else []
    _say(found, files, time.perf_counter() - started, json)


def _of_file(
    source: Path, window: str, participation: int, objects: list[Object] | None, options: dict[str, Any]
) -> "CoordinationResult":
    from graphs.measure.coordination import coordinated

    if objects:
        raise RequestError(f"{source} is a file: its objects are what its column object_id names. Leave out --object.")
    return coordinated(source, window, participation, **options)


def _say(found: "CoordinationResult", files: list[Path], seconds: float, json: bool) -> None:
    import msgspec

    summary = found.summary
    if summary.skipped:
        note(f"set aside: {counts(summary.skipped)}")
    document = msgspec.to_builtins(summary) | {
        "seconds": round(seconds, 3),
        "files": [str(file) for file in files],
    }
    emit(document, as_json=json, text=_told(summary))


def _told(summary: "Summary") -> str:
    first = summary.shuffled.steps[0]
    lines = [
        f"{summary.pairs} pairs of posts within {summary.window:g} s; {summary.accounts} accounts, {summary.edges} "
        f"account pairs, {summary.heavy} of them heavy",
        summary.window_reason,
        f"{first.observed} account pairs met on two or more objects; with times shuffled {first.mean:.1f} "
        f"({first.low} to {first.high} in {summary.shuffled.draws} shuffles)",
    ]
    if summary.agreement:
        lines.append(
            f"{summary.significant} account pairs share beyond chance (false discovery rate 0.05 over "
            f"{summary.agreement.eligible} eligible pairs; shuffle alone {summary.agreement.shuffle}, configuration "
            f"model alone {summary.agreement.configuration}, both {summary.agreement.both}); with times shuffled "
            f"{summary.shuffled.significant:g}"
        )
    lines.append(_benign(summary))
    return "\n".join(lines)


def _benign(summary: "Summary") -> str:
    control = summary.benign
    if control is None:
        return "no benign control group is known of a file"
    flagged = control.heavy if control.significant is None else control.significant
    how = "heavy" if control.significant is None else "beyond chance"
    return (
        f"control group {control.group}: {control.accounts} accounts, of their {control.pairs} pairs {control.edges} "
        f"met and {flagged} are {how}"
    )


COMMANDS = {"coordination": coordination}
