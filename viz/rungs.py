"""Observed against shuffled, a rung a threshold: how many account pairs met on so many objects or more.

A dot is what was observed, a bar what shuffles of the times gave (least to most). The scale is logarithmic, so that a
few pairs on the high rungs are seen beside many on the low ones.
"""

from collections.abc import Sequence
from math import log1p

from viz.page import escape

LEFT, TALL = 16.0, 24
Rung = tuple[int, int, float, int, int]
"""Objects, observed, mean of the shuffles, least, most."""


def rungs(rows: Sequence[Rung], *, label: str) -> str:
    """Draw the rungs that hold anything, with a scale of round numbers under them."""
    shown = [row for row in rows if row[1] or row[4]] or list(rows[:1])
    most = max(max(row[1], row[4]) for row in shown) or 1
    marks = [mark for place, row in enumerate(shown) for mark in _rung(row, place * TALL, most)]
    foot = len(shown) * TALL
    marks += [_text(_at(value, most), foot + 14, "middle", f"{value:,}") for value in _ticks(most)]
    words = escape(label)
    return (
        f'<svg class="bounds" width="100%" height="{foot + 20}" role="img" aria-label="{words}">{"".join(marks)}</svg>'
    )


def _rung(row: Rung, top: int, most: int) -> list[str]:
    objects, observed, _, low, high = row
    middle = top + TALL // 2
    left, wide = _at(low, most), max(_at(high, most) - _at(low, most), 0.4)
    return [
        _text(LEFT - 2, middle + 4, "end", f"{objects} or more"),
        f'<line class="axis" x1="{LEFT}%" x2="96%" y1="{middle}" y2="{middle}"/>',
        f'<rect class="inner" x="{left:.2f}%" y="{middle - 5}" width="{wide:.2f}%" height="10" rx="3"/>',
        f'<circle class="dot" cx="{_at(observed, most):.2f}%" cy="{middle}" r="4.5"/>',
    ]


def _at(value: float, most: int) -> float:
    return LEFT + (96 - LEFT) * log1p(value) / log1p(most)


def _ticks(most: int) -> list[int]:
    ticks = [0, *(10**power for power in range(9) if 10**power <= most)]
    return ticks if len(ticks) < 7 else [0, *ticks[1::2]]


def _text(x: float, y: int, anchor: str, words: str) -> str:
    return f'<text class="tick" x="{x:.2f}%" y="{y}" text-anchor="{anchor}">{escape(words)}</text>'
