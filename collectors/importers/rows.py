"""One row of an interchange table -> a post; also what a mapping file makes of any other table.

Fields are those of the interchange file. Each has the type that a CSV (text), Parquet or JSON gives it.
"""

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from collectors.errors import RequestError
from collectors.ids import is_scientific, qualify
from collectors.importers.fields import kind_of, metrics_of, skipped, text_of, urls_of
from collectors.records import Media, MetricName, Post, PostKind, PostUrl, Reference, ReferenceKind, Skipped
from collectors.timestamps import BadTime, Interval, NoZone, parse
from collectors.urls import in_text

Row = Mapping[str, Any]
TIMES = ("published_at", "published_lo", "published_hi")
CONTENT = ("text", "title", "url", "repost_of")
FIELDS = (
    *("post_id", "platform", "actor_id", *TIMES, "kind", "text", "title", "lang", "url", "urls"),
    *("repost_of", "quote_of", "reply_to", "conversation_id", "mentions", "hashtags", "media_hashes"),
    *("likes", "reposts", "replies", "views", "quotes"),
)
_TARGETS: tuple[tuple[ReferenceKind, str], ...] = (
    ("repost", "repost_of"),
    ("quote", "quote_of"),
    ("reply", "reply_to"),
)
_METRICS: tuple[MetricName, ...] = ("likes", "reposts", "replies", "views", "quotes")
_KINDS = {kind.value: kind for kind in PostKind}


class BadRow(ValueError):
    """Say why a row cannot be kept: a stable reason, and the value that did it."""

    def __init__(self, reason: str, detail: Any = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


class _Key(NamedTuple):
    platform: str
    post_id: str
    actor_id: str


def post_of(row: Row, zone: ZoneInfo | None) -> Post | Skipped:
    """Return the post of a row, or Skipped with its reason."""
    try:
        return _post(row, zone)
    except BadRow as bad:
        return skipped(bad.reason, bad.detail)


def check_times(row: Row, zone: ZoneInfo | None, *, names: Callable[[str], str] = str) -> None:
    """Raise RequestError where a time of the row is a time of day without zone; `names` gives a field's column."""
    if zone is not None:
        return
    for name in TIMES:
        value = row.get(name)
        if value is None or value == "":
            continue
        try:
            parse(value, None)
        except NoZone:
            post = row.get("post_id") or "?"
            raise RequestError(
                f"{names(name)} of post {post} is {str(value)[:40]}, which has no time zone. "
                "Name one with --timezone, e.g. --timezone Asia/Almaty."
            ) from None
        except BadTime:
            continue


def _post(row: Row, zone: ZoneInfo | None) -> Post:
    key = _key(row)
    when = interval_of(row, zone)
    text, title, url = text_of(row.get("text")), text_of(row.get("title")), text_of(row.get("url"))
    references = _references(row, key.platform)
    if not (text or title or url or any(one.target_post_id for one in references if one.kind == "repost")):
        raise BadRow("no text, title, url or repost_of", key.post_id)
    kind = _kind(row, references, key.platform)
    return Post(
        post_id=key.post_id,
        platform=key.platform,
        actor_id=key.actor_id,
        kind=kind,
        published_lo=when.lo,
        published_hi=when.hi,
        published_source="file",
        text=text,
        title=title,
        lang=text_of(row.get("lang")),
        url=url.strip() if url else None,
        conversation_id=_optional_id(row, "conversation_id", key.platform),
        references=references + (() if kind == PostKind.REPOST else _mentions(row, key.platform)),
        urls=_urls(row, text),
        tags=tuple(tag.removeprefix("#") for tag in words_of(row.get("hashtags")) if tag != "#"),
        media=tuple(Media(kind="other", hash=one) for one in words_of(row.get("media_hashes"))),
        metrics=metrics_of((name, row.get(name)) for name in _METRICS),
    )


def _key(row: Row) -> _Key:
    platform = (text_of(row.get("platform")) or "").strip()
    if not platform or ":" in platform or " " in platform:
        raise BadRow("no platform" if not platform else "platform is not one word", platform)
    native, author = id_of(row.get("post_id")), id_of(row.get("actor_id"))
    if native is None or author is None:
        raise BadRow("no post_id" if native is None else "no actor_id", native or "")
    return _Key(platform, qualify(native, platform), qualify(author, platform))


def id_of(value: Any) -> str | None:
    """Return an id as text, None where there is none; raise BadRow where a spreadsheet or a float lost its digits."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        native = (text_of(value) or "").strip()
        if is_scientific(native):
            raise BadRow("id in scientific notation", native)
        return native or None
    if isinstance(value, float) and not math.isnan(value):
        if not value.is_integer() or abs(value) >= 2**53:
            raise BadRow("id is a rounded number", value)
        return str(int(value))
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else None


def _optional_id(row: Row, name: str, platform: str) -> str | None:
    native = id_of(row.get(name))
    return qualify(native, platform) if native else None


def interval_of(row: Row, zone: ZoneInfo | None) -> Interval:
    """Return the interval of a row's published_at, or of its published_lo and published_hi."""
    at, lo, hi = (_time(row.get(name), zone) for name in TIMES)
    if at is None and lo is None and hi is None:
        raise BadRow("no time")
    first, last = lo or at or hi, hi or at or lo
    assert first is not None and last is not None
    if first.lo > last.hi:
        raise BadRow("published_lo after published_hi", row.get("post_id"))
    return Interval(first.lo, last.hi)


def _time(value: Any, zone: ZoneInfo | None) -> Interval | None:
    if value is None or value == "" or (isinstance(value, float) and math.isnan(value)):
        return None
    try:
        return parse(value, zone)
    except NoZone:
        raise BadRow("time without zone", value) from None
    except BadTime:
        raise BadRow("no time that can be read", value) from None


def _kind(row: Row, references: tuple[Reference, ...], platform: str) -> PostKind:
    given = (text_of(row.get("kind")) or "").strip().lower()
    if given and given not in _KINDS:
        raise BadRow("unknown kind", given)
    return _KINDS[given] if given else kind_of(references, PostKind.ARTICLE if platform == "web" else PostKind.POST)


def _references(row: Row, platform: str) -> tuple[Reference, ...]:
    """Return the relations of a row; a kind without its target leaves the target unknown."""
    given = (text_of(row.get("kind")) or "").strip().lower()
    found = []
    for kind, name in _TARGETS:
        target = _optional_id(row, name, platform)
        if target or given == kind:
            found.append(Reference(kind=kind, target_post_id=target))
    return tuple(found)


def _mentions(row: Row, platform: str) -> tuple[Reference, ...]:
    everyone = dict.fromkeys(
        qualify(one.removeprefix("@"), platform) for one in words_of(row.get("mentions")) if one != "@"
    )
    return tuple(Reference(kind="mention", target_actor_id=one) for one in everyone)


def _urls(row: Row, text: str | None) -> tuple[PostUrl, ...]:
    given = words_of(row.get("urls"))
    return urls_of(given or (in_text(text) if text else ()))


def words_of(value: Any) -> list[str]:
    """Return a list field: a list as it is, a text split at spaces."""
    if not value:
        return []
    if isinstance(value, list | tuple):
        return [word for one in value if (word := _word(one))]
    return (text_of(value) or "").split()


def _word(value: Any) -> str | None:
    return (
        str(value) if isinstance(value, int) and not isinstance(value, bool) else (text_of(value) or "").strip() or None
    )


def shown(value: Any) -> str:
    """Return a value as one line to show, a time as ISO."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return " ".join(str(value).split())
