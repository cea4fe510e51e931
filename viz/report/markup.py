"""The pieces that every section is made of: sections, paragraphs, notes, tables, lists. Text comes in escaped."""

from collections.abc import Iterable, Sequence

from viz.page import escape

MOST_NARROW = 4
"""From so many columns on, a table stacks its cells on a narrow screen."""


def section(key: str, title: str, body: str) -> str:
    """Return a section under a second-level heading, to which the list of contents leads."""
    return f'<section id="{key}" aria-labelledby="{key}-h"><h2 id="{key}-h">{escape(title)}</h2>{body}</section>'


def joined(*parts: str) -> str:
    """Return the parts of a section, one after another."""
    return "".join(parts)


def paragraph(text: str, kind: str = "") -> str:
    """Return a paragraph of escaped text."""
    return f"<p{_class(kind)}>{text}</p>" if text else ""


def note(text: str) -> str:
    """Return a quiet line."""
    return paragraph(text, "note")


def heading(level: int, text: str) -> str:
    """Return a heading of the given level with escaped text."""
    return f"<h{level}>{text}</h{level}>"


def items(rows: Iterable[str], kind: str = "", tag: str = "ul") -> str:
    """Return a list of escaped texts, or nothing for none."""
    inside = "".join(f"<li>{row}</li>" for row in rows)
    return f"<{tag}{_class(kind)}>{inside}</{tag}>" if inside else ""


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]], *, kind: str = "") -> str:
    """Return a table whose first column names the row.

    A column that starts with `#` holds figures and is set to the right. On narrow screens a table of many columns
    stacks its cells, each under the name of its column.
    """
    kinds = f"{kind} stack" if len(columns) >= MOST_NARROW else kind
    names = [escape(column.removeprefix("#")) for column in columns]
    sides = [' class="figure"' if column.startswith("#") else "" for column in columns]
    head = "".join(
        f'<th scope="col" role="columnheader"{side}>{name}</th>' for name, side in zip(names, sides, strict=True)
    )
    body = "".join(_row(row, names, sides) for row in rows)
    return (
        f'<div class="wide"><table role="table"{_class(kinds.strip())}><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{body}</tbody></table></div>'
    )


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Return terms with their values as a description list."""
    inside = "".join(f"<div><dt>{escape(term)}</dt><dd>{value}</dd></div>" for term, value in pairs)
    return f'<dl class="facts">{inside}</dl>'


def _row(row: Sequence[str], names: Sequence[str], sides: Sequence[str]) -> str:
    first, *rest = row
    cells = [f'<th scope="row" role="rowheader"{sides[0]}>{first}</th>']
    cells += [
        f'<td role="cell" data-label="{name}"{side}>{cell}</td>'
        for cell, name, side in zip(rest, names[1:], sides[1:], strict=True)
    ]
    return f'<tr role="row">{"".join(cells)}</tr>'


def _class(kind: str) -> str:
    return f' class="{kind}"' if kind else ""
