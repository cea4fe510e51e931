"""Analyses of volume and timing beside the trace: events, influence."""

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
Groups = Annotated[list[str], typer.Option("--by", metavar="GROUP", help="Two groups or more, each with --by.")]
OneTopic = Annotated[str | None, typer.Option("--topic", help="Words that the posts hold.")]
OneNarrative = Annotated[str | None, typer.Option("--narrative", help="The posts of one narrative.")]
Bandwidth = Annotated[
    float | None, typer.Option("--bandwidth", help="Hours over which a group's own level may change.")
]
Shocks = Annotated[Path | None, typer.Option("--events", help="Known shocks: a file with event_id, date.")]
PAIR = ("source", "target", "shown", "share", "low90", "high90", "weight", "reason")
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


def influence(
    case: CasePath,
    by: Groups,
    topic: OneTopic = None,
    narrative: OneNarrative = None,
    bandwidth: Bandwidth = None,
    events: Shocks = None,
    timezone: Zone = None,
    seed: Seed = 0,
    json: AsJson = False,
) -> None:
    """Ask what share of a group's posts is set off by posts of another group."""
    from graphs.measure.influence import rows
    from graphs.measure.influence.sentence import sentences

    with Case.open(case) as opened:
        found = opened.influence(
            by,
            topic=topic,
            narrative=narrative,
            bandwidth=bandwidth,
            events=events,
            timezone=timezone,
            seed=seed,
        )
    note(f"{found.topic}, {found.first} to {found.last}; bandwidth {found.bandwidth:g} h, {found.blocks} stretches")
    for stream in found.streams:
        note(
            f"{stream.group}: {stream.posts} posts; left out: {stream.excluded} not known to a quarter of an hour; "
            f"held-out distance {'–' if stream.discrepancy is None else f'{stream.discrepancy:.3f}'}"
        )
    if found.shared:
        note(f"left out: {found.shared} posts by authors of several groups")
    told = rows(found)
    emit(
        told, as_json=json, text="\n".join([*sentences(found), "", columns([[r[n] for n in PAIR] for r in told], PAIR)])
    )


COMMANDS = {"events": events, "influence": influence}
