"""What changed on the way: for each narrative that was compared, its hops, the slots that changed and where."""

from collections.abc import Sequence

from graphs.analyses import kept
from graphs.drift import PRIMARY, Drift, Hop, worded
from graphs.facts import SLOTS
from viz.drift import Reading, chart, hop_view, reading_of
from viz.page import escape, isolate
from viz.report.dossier import Dossier
from viz.report.markup import heading, items, joined, note, paragraph, table
from viz.report.words import counted, number

MOST_NARRATIVES = 6
MOST_SHOWN = 5
_KINDS = ("replaced", "dropped", "added")


def drifts(dossier: Dossier) -> str:
    """Write the section from the results kept in the case; empty where no narrative was compared."""
    found = sorted(kept(dossier.store, "drift", Drift), key=lambda drift: (-drift.posts, drift.narrative_id))
    if not found:
        return ""
    left = len(found) - MOST_NARRATIVES
    return joined(
        paragraph(
            "A slot is a number with its unit, a date, a name, a negation, a modality, a hedge or the speaker. Slots "
            "are compared in statements that parent and child share; a statement that is left out is no change."
        ),
        *(_narrative(dossier, drift) for drift in found[:MOST_NARRATIVES]),
        note(f"{left:,} further narratives were compared and are not shown.") if left > 0 else "",
    )


def _narrative(dossier: Dossier, drift: Drift) -> str:
    reading = reading_of(dossier.store, dossier.people, drift, primary=None, public=dossier.public)
    texts = {post_id: post.words for post_id, post in reading.posts.items()}
    again = worded(drift, texts)
    between = [hop for hop in again.hops if hop.changes and {hop.parent_id, hop.child_id} <= texts.keys()]
    label = dossier.narratives.get(drift.narrative_id, {"narrative_id": drift.narrative_id})
    return joined(
        heading(3, dossier.label(label)),
        paragraph(_size(drift), "size"),
        f'<figure class="chart">{chart(reading, between)}</figure>',
        _table(drift),
        _primary(drift),
        _shown(reading, between),
    )


def _size(drift: Drift) -> str:
    same = sum(hop.same for hop in drift.hops)
    words = [
        counted(len(drift.hops), "hop", "hops"),
        f"{same:,} word for word",
        f"{sum(bool(hop.changes) for hop in drift.hops):,} changed a slot",
        f"{drift.orphans:,} of {drift.worded:,} posts without a collected parent",
    ]
    words += [f"{drift.left_out:,} hops left out"] if drift.left_out else []
    return " · ".join(map(escape, words)) + f" · <code>{escape(drift.narrative_id)}</code>"


def _table(drift: Drift) -> str:
    rows = [_row(drift.hops, slot) for slot in SLOTS]
    shown = [row for row in rows if row[1:] != ("0",) * 4]
    columns = ("Slot", "#Became another", "#Was left out", "#Came in", "#Hops")
    return table("Changes from post to post", columns, shown) if shown else ""


def _row(hops: Sequence[Hop], slot: str) -> tuple[str, ...]:
    changes = [[change.kind for change in hop.changes if change.slot == slot] for hop in hops]
    kinds = (number(sum(found.count(kind) for found in changes)) for kind in _KINDS)
    return (escape(slot), *kinds, number(sum(bool(found) for found in changes)))


def _primary(drift: Drift) -> str:
    if not drift.primary:
        return ""
    differ = sum(bool(hop.changes) for hop in drift.from_primary)
    toward = [way for hop in drift.hops for way in hop.toward]
    return paragraph(
        f"Against the primary document {isolate(drift.primary)}: {differ:,} of {len(drift.from_primary):,} posts that "
        f"say something of it differ from it in a slot; {toward.count('departs'):,} changes from post to post leave "
        f"what it says and {toward.count('returns'):,} come back to it."
    )


def _shown(reading: Reading, hops: Sequence[Hop]) -> str:
    open_ = [hop for hop in hops if reading.is_open(hop) and PRIMARY not in (hop.parent_id, hop.child_id)]
    first = sorted(open_, key=lambda hop: -len(hop.changes))[:MOST_SHOWN]
    rest = len(open_) - len(first)
    more = f"{counted(rest, 'further hop has', 'further hops have')} changes; `whence drift` lists them all."
    return joined(items((hop_view(reading, hop) for hop in first), "hops"), note(escape(more)) if rest > 0 else "")
