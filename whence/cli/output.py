"""What a command says: one JSON document, or text that no hostile string can turn into terminal commands."""

import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec


def emit(result: Any, *, as_json: bool, text: str = "") -> None:
    """Write the result to stdout: as JSON, or as the text made for a person."""
    if as_json:
        sys.stdout.write(msgspec.json.encode(result, enc_hook=str).decode() + "\n")
    elif text:
        sys.stdout.write(inert(text).rstrip("\n") + "\n")


def note(text: str) -> None:
    """Write a line of progress or a ledger to stderr."""
    sys.stderr.write(inert(text) + "\n")


def inert(text: str) -> str:
    """Replace control and direction-changing characters, except line feed, by U+FFFD."""
    return "".join(
        character if character == "\n" or unicodedata.category(character) not in ("Cc", "Cf", "Cs") else "\ufffd"
        for character in text
    )


def columns(rows: Iterable[Sequence[Any]], head: Sequence[str], *, limits: Mapping[int, int] | None = None) -> str:
    """Set rows in columns under a head; `limits` cuts a column to so many characters."""
    cut = limits or {}
    cells = [list(head)] + [[_cell(value, cut.get(i, 40)) for i, value in enumerate(row)] for row in rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in cells)


def _cell(value: Any, limit: int) -> str:
    if value is None:
        return "–"
    if isinstance(value, float):
        return f"{value:.3g}"
    if isinstance(value, list | tuple):
        value = " ".join(map(str, value))
    text = " ".join(str(value).split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def counts(numbers: Mapping[str, int]) -> str:
    """Join counts as `3 reason, 1 other reason`; `none` when there are none."""
    return ", ".join(f"{n} {name}" for name, n in sorted(numbers.items())) or "none"


def number(count: int, what: str) -> str:
    """Write a count with its noun: `1 post`, `1,200 posts`."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def percent(value: float | None) -> str:
    """Write a share as a percentage, unknown as a dash."""
    return "–" if value is None or value != value else f"{100 * value:.0f} %"
