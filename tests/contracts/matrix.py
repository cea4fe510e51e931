"""The table of what each platform is tried with, made from the speakers that the tests use.

python tests/contracts/matrix.py     writes docs/collecting-contract.md
"""

import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "docs" / "collecting-contract.md"
if __name__ == "__main__":
    sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from speaking import Speaker  # noqa: E402
from test_platforms import SPEAKERS  # noqa: E402

_ALL = ("paging", "HTML 503, 500", "cut, slow body", "stays down", "other shape", "page twice", "times mixed", "texts")
_HEAD = """# What every platform is tried with

Each cell is a test that drives the platform's real library against a server on the loopback address, or says why there
is none. Made by `python tests/contracts/matrix.py`; a test fails where this page is not what the tests do.

In all of them: nothing is lost, nothing is there twice, and what a person reads is one sentence. *Limit* is a refusal
for too many requests with a moment named, with none, with one that is past, and with one 30 years ahead. *Texts* are
Kazakh, Uyghur, Chinese, emoji, direction marks and 300,000 characters. *Hostile* are a gzip bomb, a body and chunks
without end, redirects in circles and away, 300 headers of 900 bytes, wrong gzip, limits of 5,000 digits; *garbage* is
bytes that are no text, 200,000 brackets, null; *types* are nulls and objects where lists are, lists where texts are,
numbers beyond 64 bits, ids as floats.
"""


def row(name: str) -> dict[str, str]:
    """Return the cells of a platform."""
    speaker: Speaker = import_module(f"speak_{name}").SPEAKER
    cells = dict.fromkeys(_ALL, "✓")
    cells["cursor again"] = "✓" if speaker.follows_cursors else "no cursor of the server's"
    cells["limit"] = speaker.limit_note or "✓"
    cells["402"] = "no HTTP, nothing to pay" if speaker.has_no_http else "✓"
    cells["401, revoked"] = "✓"
    cells["hostile"] = "no HTTP" if speaker.has_no_http else "✓"
    cells["garbage"] = "✓"
    cells["types"] = {"telegram": "typed by its schema", "rss": "XML", "articles": "HTML"}.get(name, "✓")
    return cells


def table() -> str:
    """Return the page."""
    rows = {name: row(name) for name in SPEAKERS}
    columns = list(rows[SPEAKERS[0]])
    lines = [f"| platform | {' | '.join(columns)} |", "| --- |" + " --- |" * len(columns)]
    lines += [f"| {name} | {' | '.join(rows[name][column] for column in columns)} |" for name in SPEAKERS]
    note = "`harbour` is the platform of [examples/own_platform.py](../examples/own_platform.py).\n"
    return _HEAD + "\n" + "\n".join(lines) + "\n\n" + note


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
