"""Commands that bring things into a case: new, import, actors, outlets, build."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from whence.case import Case
from whence.cli.options import AsJson, CasePath, Seed
from whence.cli.output import columns, counts, emit, note

if TYPE_CHECKING:
    from collectors.ledger import Ledger

Files = Annotated[list[str], typer.Argument(metavar="FILE...", help="Files, folders, or - for stdin.")]
Table = Annotated[Path, typer.Argument(metavar="FILE.csv", help="An interchange file.", show_default=False)]
Format = Annotated[str | None, typer.Option("--format", help="The format, when it should not be guessed.")]
MapFile = Annotated[Path | None, typer.Option("--map", help="A mapping file (TOML) for a table of another shape.")]
Zone = Annotated[str | None, typer.Option("--timezone", help="The zone of times that carry none, e.g. Asia/Tokyo.")]

Model = Annotated[
    str | None,
    typer.Option("--model", help="What compares claims: a folder, model2vec:NAME or sentence-transformers:NAME."),
]


def new(case: CasePath, json: AsJson = False) -> None:
    """Make an empty case with a commented case.toml and its key."""
    with Case.create(case):
        pass
    emit({"case": str(case)}, as_json=json, text=f"{case} is ready. Next: whence import {case} FILE...")


def import_(
    case: CasePath,
    files: Files,
    format: Format = None,
    mapping: MapFile = None,
    timezone: Zone = None,
    json: AsJson = False,
) -> None:
    """Read posts and articles from files; the format is found by content."""
    with Case.open(case) as opened:
        if mapping is not None:
            _preview(files, mapping, timezone)
        ledger = opened.import_files(files, format=format, mapping=mapping, timezone=timezone, progress=_tell)
    note(
        f"{ledger.read} read: {ledger.kept} kept, {ledger.updated} updated, {ledger.duplicates} duplicates; "
        f"set aside: {counts(ledger.skipped)}; not posts: {counts(ledger.other)}"
    )
    emit(msgspec.to_builtins(ledger), as_json=json)


def _tell(ledger: "Ledger") -> None:
    note(f"  {ledger.read} read, {ledger.kept} kept ...")


def _preview(files: list[str], mapping: Path, timezone: str | None) -> None:
    """Show on stderr what the mapping makes of the first rows."""
    from collectors.importers.base import Context
    from collectors.importers.mapped import load, preview
    from collectors.sources import first_items
    from collectors.timestamps import zone

    understood = load(mapping)
    named = timezone or understood.timezone
    context = Context(zone=zone(named) if named else None, mapping=understood)
    rows = preview([item for path in files if path != "-" for item in first_items(path, 3)], context)
    if rows:
        head = list(rows[0])
        note("understood as:\n" + columns([[row.get(name) for name in head] for row in rows], head))


def actors(case: CasePath, file: Table, timezone: Zone = None, json: AsJson = False) -> None:
    """Give actors their roles, countries and domains."""
    with Case.open(case) as opened:
        _done(opened.set_actors(file, timezone=timezone), json)


def outlets(case: CasePath, file: Table, json: AsJson = False) -> None:
    """Add outlets (domains, names, countries, owners) to the registry of this case."""
    with Case.open(case) as opened:
        _done(opened.set_outlets(file), json)


def _done(ledger: dict[str, Any], json: bool) -> None:
    note(f"{ledger['kept']} kept, {ledger['unknown']} not in the case yet, set aside: {counts(ledger['skipped'])}")
    emit(ledger, as_json=json)


def build(case: CasePath, model: Model = None, seed: Seed = 0, json: AsJson = False) -> None:
    """Make links and narratives; only what changed is made again."""
    started = time.perf_counter()
    with Case.open(case) as opened:
        summary = opened.build(seed=seed, model=model)
    result = {
        "posts": summary.posts,
        "links": summary.links,
        "narratives": summary.narratives,
        "seconds": round(time.perf_counter() - started, 3),
        "reused": summary.reused,
    }
    text = f"{summary.posts} posts; links: {counts(summary.links)}; narratives: {counts(summary.narratives)}"
    emit(result, as_json=json, text=text)


COMMANDS = {"new": new, "import": import_, "actors": actors, "outlets": outlets, "build": build}
