"""Slots by hops as a small matrix: one column a hop, one row a slot, a mark where it changed."""

from collections.abc import Sequence

from graphs.drift import Change
from graphs.facts import SLOTS
from viz.page import escape

ROW, NAMES = 22, 104
_WORDS = {"replaced": "became another", "dropped": "was left out", "added": "came in"}


def matrix(hops: Sequence[tuple[str, Sequence[Change]]], *, label: str) -> str:
    """Draw the changes of hops in the order given; each hop has a label that is read out.

    A full mark is a slot that became another, a ring one that was left out, a cross one that came in.
    """
    if not hops:
        return ""
    tall = ROW * len(SLOTS)
    marks = []
    for row, slot in enumerate(SLOTS):
        y = row * ROW
        marks.append(f'<line class="rule" x1="{NAMES}" x2="100%" y1="{y + ROW - 1}" y2="{y + ROW - 1}"/>')
        marks.append(f'<text class="slot-name" x="0" y="{y + 15}">{escape(slot)}</text>')
    inner = "".join(_column(place, len(hops), name, changes) for place, (name, changes) in enumerate(hops))
    return (
        f'<svg class="slots" width="100%" height="{tall}" role="img" aria-label="{escape(label)}">{"".join(marks)}'
        f'<svg x="{NAMES}" y="0" width="88%" height="{tall}" overflow="visible">{inner}</svg></svg>'
    )


def legend() -> str:
    """Say what the marks of the matrix mean."""
    shapes = "".join(
        f'<span class="slots-key"><svg width="14" height="14" aria-hidden="true">{_shape(kind, "7", 7)}</svg> '
        f"{escape(words)}</span>"
        for kind, words in _WORDS.items()
    )
    return f'<p class="note">{shapes}</p>'


def _column(place: int, count: int, name: str, changes: Sequence[Change]) -> str:
    x = f"{100 * (place + 0.5) / count:.2f}%".replace(".00%", "%")
    title = f"<title>{escape(name)}</title>"
    drawn = "".join(
        _shape(change.kind, x, SLOTS.index(change.slot) * ROW + 11)
        for change in sorted(changes, key=lambda change: ("added", "dropped", "replaced").index(change.kind))
    )
    return f"<g>{title}{drawn}</g>"


def _shape(kind: str, x: str, y: int) -> str:
    if kind == "added":
        return f'<text class="mark added" x="{x}" y="{y + 5}" text-anchor="middle">+</text>'
    return f'<circle class="mark {kind}" cx="{x}" cy="{y}" r="4.5"/>'
