"""Read single fields of a decoded item: what has the wrong type is absent, never an exception."""

import re
from collections.abc import Iterable
from typing import Any

from collectors.records import Metric, MetricName, PostKind, PostUrl, Reference, Skipped
from collectors.timestamps import BadTime, parse

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_DIGITS = re.compile(r"-?\d{1,19}", re.ASCII)
_ORDER = {"repost": PostKind.REPOST, "quote": PostKind.QUOTE, "reply": PostKind.REPLY}


def text_of(value: Any) -> str | None:
    """Return a text that is not empty; NUL and lone surrogates become U+FFFD."""
    if not isinstance(value, str) or not value:
        return None
    return value if value.isascii() and "\x00" not in value else _UNSTORABLE.sub("\ufffd", value)


def word_of(value: Any) -> str | None:
    """Return a text or whole number as a text without space around it, e.g. an id."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (text_of(value) or "").strip() or None


def number_of(value: Any) -> int | None:
    """Return a whole number that fits 64 bits, also from digits or a float without fraction."""
    if isinstance(value, str):
        value = int(value) if _DIGITS.fullmatch(value.strip()) else None
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if -(2**63) <= value < 2**63 else None


def flag_of(value: Any) -> bool | None:
    """Return a truth value, or None for anything else."""
    return value if isinstance(value, bool) else None


def skipped(reason: str, detail: Any = "") -> Skipped:
    """Return what says why a post was not kept, and the value that did it, cut to 200 characters."""
    return Skipped(reason=reason, detail=text_of("" if detail is None else str(detail)[:200]) or "")


def dict_of(value: Any) -> dict[str, Any]:
    """Return the dict, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: Any) -> list[Any]:
    """Return the list, or an empty one for anything else."""
    return value if isinstance(value, list) else []


def dicts_of(value: Any) -> list[dict[str, Any]]:
    """Return the dicts in a list, in order."""
    return [one for one in list_of(value) if isinstance(one, dict)]


def moment_of(value: Any) -> int | None:
    """Return a secondary time (edited, joined) in milliseconds, or None where it cannot be told."""
    try:
        return parse(value, None).lo
    except BadTime:
        return None


def metrics_of(counts: Iterable[tuple[MetricName, Any]], observed_at: int | None = None) -> tuple[Metric, ...]:
    """Return the counts that are whole numbers from 0 on."""
    numbers = [(name, number_of(value)) for name, value in counts if value is not None and value != ""]
    return tuple(Metric(name=n, value=v, observed_at=observed_at) for n, v in numbers if v is not None and v >= 0)


def urls_of(raws: Iterable[str | None]) -> tuple[PostUrl, ...]:
    """Return the web addresses among the given, each once, in order."""
    kept = dict.fromkeys(one.strip() for one in raws if one)
    return tuple(PostUrl(raw=one) for one in kept if one[:8].lower().startswith(("http://", "https://")))


def kind_of(references: Iterable[Reference], otherwise: PostKind = PostKind.POST) -> PostKind:
    """Return the strongest relation among the references: repost, else quote, else reply, else `otherwise`."""
    held = {one.kind for one in references}
    return next((kind for name, kind in _ORDER.items() if name in held), otherwise)


def without_scheme(uri: str) -> str:
    """Return an address without `https://` or `http://`."""
    return re.sub(r"^https?://", "", uri, flags=re.IGNORECASE)
