"""The analyses beside the trace: events."""

from pathlib import Path
from typing import Annotated

import typer

from whence.case import Case
from whence.cli.options import AsJson, CasePath, Seed
from whence.cli.output import columns, counts, emit, note

EventsFile = Annotated[Path, typer.Argument(metavar="EVENTS.csv", help="event_id, date.", show_default=False)]
Topic = Annotated[list[str] | None, typer.Option("--topic", help="Words that the posts hold; as often as needed.")]
Narrative = Annotated[list[str] | None, typer.Option("--narrative", help="A narrative's posts; as often as needed.")]
By = Annotated[list[str] | None, typer.Option("--by", metavar="GROUP", help="A series for each; as often as needed.")]
Window = Annotated[list[int] | None, typer.Option("--window", help="Days after an event; as often as needed.")]
Zone = Annotated[str | None, typer.Option("--timezone", help="The zone of the days and of dates that carry none.")]
SHOWN = ("event_id", "topic", "group", "window", "change", "p", "q", "lead", "p_lead", "lag", "reason")


def events(
    case: CasePath,
    file: EventsFile,
    topic: Topic = None,
    narrative: Narrative = None,
    by: By = None,
    window: Window = None,
    timezone: Zone = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Ask whether volume rises around given dates, beyond dates like them."""
    from graphs.events import rows
    from graphs.events.sentence import contrast_sentence, sentences

    with Case.open(case) as opened:
        found = opened.events(
            file,
            topic=topic or (),
            narrative=narrative or (),
            by=by or (),
            windows=window or (3, 1, 7),
            timezone=timezone,
            seed=seed,
        )
    told = rows(found)
    note(f"{found.file}, SHA-256 {found.sha256}: {found.events} events. {found.history}")
    note(f"{found.inside} can be compared with the series {found.first} to {found.last}; {_null(found.weeks)}")
    if found.skipped:
        note(f"set aside: {counts(found.skipped)}")
    for volume in found.volumes:
        note(
            f"{volume.topic}, {volume.group}: {volume.posts} posts, {volume.spread} of them spread over "
            f"the days they may be of; left out: {volume.excluded} known to more than three days, "
            f"{volume.outside} outside the series"
        )
    said = [*sentences(found), *map(contrast_sentence, found.contrasts)]
    table = columns([[row[name] for name in SHOWN] for row in told], SHOWN)
    emit(told, as_json=json, text="\n".join([*said, "", table]))


def _null(weeks: int) -> str:
    return f"{weeks} whole weeks hold placebo dates"


COMMANDS = {"events": events}
