"""Influence among groups: each fit that the case keeps, its shares on one scale, and why others are not shown."""

from collections.abc import Iterable

from graphs.analyses import kept
from graphs.measure.influence.result import Influence, Pair
from graphs.measure.influence.sentence import sentences
from viz.charts import bounds, scale
from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import heading, items, joined, note, paragraph, table
from viz.report.words import counted, decimal, listed, number, percent, percents
from viz.words import heading as named


def influence(dossier: Dossier) -> str:
    """Write the section on influence, or nothing where none was fitted."""
    return joined(*(_fit(found) for found in kept(dossier.store, "influence", Influence)))


def _fit(found: Influence) -> str:
    groups = listed([named(group) for group in found.groups])
    return joined(
        heading(3, isolate(f"{groups}: {found.topic}")),
        items(map(isolate, sentences(found)), "sentences"),
        _bars([pair for pair in found.pairs if pair.shown]),
        _pairs(found.pairs),
        _streams(found),
        paragraph(
            "A share is shown only where the same fit on reversed time, and on times redrawn so that shared shocks "
            "stay, gives clearly less, and where posts that were held out fit. It is about timing: a source that "
            "nobody collected can stand behind both groups."
        ),
        note(escape(_made(found))),
    )


def _bars(pairs: Iterable[Pair]) -> str:
    rows = [_bar(pair) for pair in pairs]
    if not rows:
        return ""
    ends = f'<div class="row ends"><span></span>{scale()}</div>'
    return f'<div class="both">{"".join(rows)}{ends}</div>'


def _bar(pair: Pair) -> str:
    assert pair.share is not None
    words = (
        f"Share of the posts of {pair.target} set off by {pair.source}: {percent(min(1.0, pair.share))}, 90 % interval "
        f"{percents(pair.low90, pair.high90)}"
    )
    chart = bounds(pair.low90, pair.high90, estimate=pair.share, label=words)
    return f'<div class="row"><span>{_way(pair)}</span>{chart}</div>'


def _pairs(pairs: Iterable[Pair]) -> str:
    rows = [
        (
            _way(pair),
            escape(percent(pair.share)) if pair.shown else "not shown",
            escape(percents(pair.low90, pair.high90)) if pair.shown else "",
            escape(decimal(pair.weight)) if pair.shown else "",
            isolate(pair.reason),
        )
        for pair in pairs
    ]
    head = ("From and to", "#Share of posts", "#90 % interval", "#Posts set off by a post", "Why it is not shown")
    return table("Every direction", head, rows)


def _streams(found: Influence) -> str:
    rows = [
        (
            isolate(named(one.group)),
            number(one.posts),
            number(one.excluded),
            number(one.held_out) if one.held_out is not None else "–",
            escape(decimal(one.discrepancy)) if one.discrepancy is not None else "–",
        )
        for one in found.streams
    ]
    head = ("Group", "#Posts", "#Left out, hour not known", "#Held out", "#Distance of held-out posts")
    return table("Groups", head, rows)


def _way(pair: Pair) -> str:
    return f"{isolate(named(pair.source))} → {isolate(named(pair.target))}"


def _made(found: Influence) -> str:
    half = "" if found.half_life is None else f"half-life {found.half_life:.2f} h; "
    shocks = f"{counted(found.events, 'known shock', 'known shocks')} in the baseline; " if found.events else ""
    shared = f"{counted(found.shared, 'post', 'posts')} by authors of several groups left out; " if found.shared else ""
    return (
        f"{found.first} to {found.last}; {half}bandwidth of the baseline {found.bandwidth:g} h; "
        f"{counted(found.blocks, 'stretch carries', 'stretches carry')} the intervals; {shocks}{shared}"
        f"seed {found.seed}; method {found.version}."
    )
