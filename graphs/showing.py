"""How results show themselves in a notebook: small tables and bars as markup without scripts, every text escaped.

Table, PropagationGraph --table--> rows            Finding, Findings --finding--> sentence, bounds, ledger
"""

import html
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphs.trace.finding import Finding, Share

MOST = 10
LETTERS = 80
_WIDE = 260
_PALE, _BLUE, _LINE = "#c2dbed", "#0b6fb8", "#9aa1a6"


def table(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], total: int) -> str:
    """Return the first MOST rows with their head, and how many there are in all."""
    head = "".join(f"<th>{_text(column)}</th>" for column in columns)
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row.get(column))}</td>" for column in columns) + "</tr>"
        for row in islice(rows, MOST)
    )
    more = f"first {MOST} of {total:,} rows" if total > MOST else f"{total:,} {'row' if total == 1 else 'rows'}"
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p><small>{more}</small></p>"


def finding(found: "Finding") -> str:
    """Return a finding as its verdict, its sentence, its bounds in both directions on one scale, and its ledger."""
    source, target = found.source_group, found.target_group
    ways = ((f"{source} → {target}", found.share), (f"{target} → {source}", found.reverse))
    bars = "".join(
        f"<tr><td>{_text(way)}</td><td>{_bar(way, share)}</td><td>{_figures(share)}</td></tr>" for way, share in ways
    )
    ledger = ", ".join(f"{_text(kind)} {count:,}" for kind, count in found.evidence.items() if count) or "nothing"
    return (
        f"<div><p><strong>{_text(found.verdict)}</strong> {_text(found.grade)} · {_text(found.level)} level · "
        f"<code>{_text(found.narrative_id)}</code></p><p>{_text(found.sentence)}</p><table><tbody>{bars}</tbody></table>"
        f"<p><small>From documented to not excluded; the dot is the estimate. Rests on: {ledger}.</small></p></div>"
    )


def findings(found: Sequence["Finding"]) -> str:
    """Return several findings as rows: verdict, size of both sides, documented to not excluded, the sentence."""
    columns = ("narrative_id", "verdict", "grade", "posts", "share", "reverse", "sentence")
    rows = (
        {
            "narrative_id": one.narrative_id,
            "verdict": one.verdict,
            "grade": one.grade,
            "posts": sum(one.posts.values()),
            "share": _figures(one.share),
            "reverse": _figures(one.reverse),
            "sentence": one.sentence,
        }
        for one in found
    )
    return table(columns, rows, len(found))


def _direction(way: str, share: "Share") -> str:
    return f"<tr><td>{_text(way)}</td><td>{_bar(way, share)}</td><td>{_figures(share)}</td></tr>"


def _bar(way: str, share: "Share") -> str:
    """Draw one direction: pale from documented to not excluded, a dot the estimate, figures for those who listen."""
    if share.lower is None or share.upper is None:
        return ""
    low, high = _WIDE * share.lower, _WIDE * share.upper
    dot = (
        f'<circle cx="{_WIDE * share.estimate:.1f}" cy="8" r="4" fill="{_BLUE}"/>' if share.estimate is not None else ""
    )
    return (
        f'<svg width="{_WIDE + 8}" height="16" viewBox="-4 0 {_WIDE + 8} 16" role="img" '
        f'aria-label="{_text(f"{way}: {_figures(share)}")}"><line x1="0" x2="{_WIDE}" y1="8" y2="8" stroke="{_LINE}"/>'
        f'<rect x="{low:.1f}" y="2" width="{max(1.0, high - low):.1f}" height="12" rx="3" fill="{_PALE}"/>{dot}</svg>'
    )


def _figures(share: "Share") -> str:
    if share.lower is None or share.upper is None:
        return "not known"
    estimate = "" if share.estimate is None else f", estimate {share.estimate:.0%}"
    return f"{share.lower:.0%} to {share.upper:.0%}{estimate}"


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    text = "" if value is None else str(value)
    return _text(text if len(text) <= LETTERS else text[: LETTERS - 1] + "…")


def _text(value: object) -> str:
    return html.escape(str(value), quote=True)
