"""Small charts as inline SVG that stretch with their column: no script, no style attribute, text for those who listen.

    bounds      lower to upper, estimate and its spread, confidence: one bar, on a scale of 0 to 100 %
    histogram   a bar a bin over a time axis          sparkline   the same without words
    meter       one share as a bar in a table cell   course      a line, day by day, over a band of placebo days

Colours come from classes (`viz/static/report.css`). Positions across are percentages, so a chart fits any width.
"""

import math
from collections.abc import Sequence

from viz.page import escape

TALL = 120
Span = tuple[float | None, float | None]


def bounds(
    lower: float | None,
    upper: float | None,
    *,
    confidence: Span = (None, None),
    spread: Span = (None, None),
    estimate: float | None = None,
    label: str,
) -> str:
    """Draw one pair of bounds (shares from 0 to 1); what is None is not drawn.

    A thin line is the 90 % confidence of the pair, the pale bar the bounds, the darker bar the spread of the estimate,
    the dot the estimate.
    """
    marks = ['<line class="axis" x1="0%" x2="100%" y1="11" y2="11"/>']
    for kind, (low, high), top, tall in (
        ("sure", confidence, 10, 2),
        ("outer", (lower, upper), 4, 14),
        ("inner", spread, 7, 8),
    ):
        if low is not None and high is not None:
            marks.append(_bar(kind, low, high, top, tall))
    if estimate is not None:
        marks.append(f'<circle class="dot" cx="{_percent(estimate)}" cy="11" r="4.5"/>')
    return _svg("bounds", 22, label, marks)


def scale() -> str:
    """Draw the scale under bounds: 0 to 100 %."""
    ends = {0: "start", 100: "end"}
    marks = [
        f'<text class="tick" x="{at}%" y="12" text-anchor="{ends.get(at, "middle")}">{at}{" %" if at else ""}</text>'
        for at in (0, 25, 50, 75, 100)
    ]
    return f'<svg class="scale" width="100%" height="16" aria-hidden="true">{"".join(marks)}</svg>'


def histogram(
    counts: Sequence[float],
    ticks: Sequence[tuple[float, str]],
    *,
    label: str,
    spans: Sequence[tuple[float, float]] = (),
) -> str:
    """Draw counts as bars; `ticks` are words at positions from 0 to 1 under the axis, `spans` stretches to shade."""
    marks = [_bar("span", low, high, 0, TALL) for low, high in spans]
    marks += [
        f'<line class="rule" x1="{_percent(at)}" x2="{_percent(at)}" y1="0" y2="{TALL}"/>'
        f'<text class="tick" x="{_percent(at)}" y="{TALL + 16}" text-anchor="{_anchor(at)}">{escape(word)}</text>'
        for at, word in ticks
    ]
    marks += _columns(counts, TALL)
    marks.append(f'<text class="most" x="100%" y="-6" text-anchor="end">{round(max(counts, default=0)):,}</text>')
    marks.append(f'<line class="axis" x1="0%" x2="100%" y1="{TALL}" y2="{TALL}"/>')
    return _svg("histogram", TALL + 22, label, marks)


def sparkline(counts: Sequence[int], *, label: str) -> str:
    """Draw counts as small bars without an axis."""
    return _svg("spark", 24, label, _columns(counts, 24))


def meter(share: float, *, label: str, kind: str = "plain") -> str:
    """Draw one share from 0 to 1 as a bar; `kind` is a class of evidence or `plain`."""
    return _svg(f"meter {kind}", 10, label, [_bar("track", 0, 1, 3, 4), _bar("fill", 0, share, 1, 8)])


def course(
    offsets: Sequence[int], mean: Sequence[float], low: Sequence[float], high: Sequence[float], *, label: str
) -> str:
    """Draw a mean course around day 0 over the band where placebo courses lie; values are natural logs of a factor.

    Days outside the band have a full dot. The scale is logarithmic and says factors; 1 is the expected volume.
    """
    top = max(0.9, *mean, *high) * 1.08
    bottom = min(-0.9, *mean, *low) * 1.08
    across = [100 * (at + 0.5) / len(offsets) for at in range(len(offsets))]
    down = [[TALL * (top - value) / (top - bottom) for value in values] for values in (mean, low, high)]
    zero = across[list(offsets).index(0)]
    marks = [*_factors(bottom, top), *_days(offsets, across)]
    marks.append(f'<line class="now" x1="{_number(zero)}%" x2="{_number(zero)}%" y1="0" y2="{TALL}"/>')
    marks.append(_stretched(across, *down))
    for x, y, value, least, most in zip(across, down[0], mean, low, high, strict=True):
        kind = "out" if value > most or value < least else "in"
        marks.append(f'<circle class="{kind}" cx="{_number(x)}%" cy="{_number(y)}" r="{4 if kind == "out" else 2.5}"/>')
    return _svg("course", TALL + 22, label, marks)


def _stretched(across: Sequence[float], mean: Sequence[float], low: Sequence[float], high: Sequence[float]) -> str:
    """Return band and line in a frame that stretches across while lines keep their width."""
    line, upper, lower = (
        [f"{_number(x)},{_number(y)}" for x, y in zip(across, values, strict=True)] for values in (mean, high, low)
    )
    return (
        f'<svg width="100%" height="{TALL}" viewBox="0 0 100 {TALL}" preserveAspectRatio="none">'
        f'<polygon class="band" points="{" ".join(upper + lower[::-1])}"/>'
        f'<polyline class="mean" vector-effect="non-scaling-stroke" points="{" ".join(line)}"/></svg>'
    )


def _factors(bottom: float, top: float) -> list[str]:
    """Return lines at the factors that a scale of natural logs holds, a few at most."""
    step = next(step for step in (1, 2, 3, 4, 6, 8, 12, 16, 24) if (top - bottom) / (step * math.log(2)) <= 6)
    marks = []
    for power in range(-48, 49):
        value = power * step * math.log(2)
        if bottom <= value <= top:
            y = _number(TALL * (top - value) / (top - bottom))
            factor = f"{2 ** (power * step):,}" if power >= 0 else f"1/{2 ** (-power * step):,}"
            kind = "axis" if power == 0 else "rule"
            marks.append(f'<line class="{kind}" x1="0%" x2="100%" y1="{y}" y2="{y}"/>')
            marks.append(f'<text class="tick" x="0" y="{_number(float(y) - 3)}">×{factor}</text>')
    return marks


def _days(offsets: Sequence[int], across: Sequence[float]) -> list[str]:
    """Return words under the first, the event's and the last day, and figures at whole weeks between."""
    words = {offsets[0]: f"{-offsets[0]} days before", 0: "the date", offsets[-1]: f"{offsets[-1]} days after"}
    words |= {day: f"{day:+d}" for day in offsets if day % 7 == 0 and day not in words}
    return [
        f'<text class="tick" x="{_number(x)}%" y="{TALL + 16}" text-anchor="{_end(day, offsets)}">{words[day]}</text>'
        for day, x in zip(offsets, across, strict=True)
        if day in words
    ]


def _end(day: int, offsets: Sequence[int]) -> str:
    return {offsets[0]: "start", offsets[-1]: "end"}.get(day, "middle") if day else "middle"


def _columns(counts: Sequence[float], tall: int) -> list[str]:
    most = max(counts, default=0)
    if not most:
        return []
    width = 100 / len(counts)
    return [
        f'<rect class="column" x="{_number(place * width)}%" y="{_number(tall - high)}" '
        f'width="{_number(width * 0.86)}%" height="{_number(high)}"/>'
        for place, count in enumerate(counts)
        if (high := max(1.0, tall * count / most) if count else 0)
    ]


def _bar(kind: str, low: float, high: float, y: int, tall: int) -> str:
    low, high = _share(low), _share(high)
    wide = max(high - low, 0.004)
    return (
        f'<rect class="{kind}" x="{_percent(min(low, 1 - wide))}" y="{y}" width="{_percent(wide)}" '
        f'height="{tall}" rx="{min(3, tall // 2)}"/>'
    )


def _svg(kind: str, tall: int, label: str, marks: list[str]) -> str:
    words = escape(label)
    return f'<svg class="{kind}" width="100%" height="{tall}" role="img" aria-label="{words}">{"".join(marks)}</svg>'


def _anchor(at: float) -> str:
    return "start" if at < 0.04 else "end" if at > 0.96 else "middle"


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))


def _percent(value: float) -> str:
    return f"{_number(100 * _share(value))}%"


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
