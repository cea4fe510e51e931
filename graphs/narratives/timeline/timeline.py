"""The timeline of one narrative, put together for a reader."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import msgspec
import numpy as np

from collectors.errors import RequestError
from graphs.groups import Group, materialise
from graphs.narratives.arrays import I64
from graphs.narratives.listing import iso
from graphs.narratives.timeline.counts import HOUR, VAGUE, counts, step_for
from graphs.narratives.timeline.draws import bursting
from graphs.narratives.timeline.earliest import first_shares
from graphs.narratives.timeline.phases import Phase, phases
from graphs.people import People
from graphs.store import Store

MOST_FIRST = 5
MOST_LANGUAGES = 8
LEAST_SHARE = 0.01


class First(msgspec.Struct, frozen=True, kw_only=True):
    """A post that may have been the first: its interval and the probability that no other came before.

    `named` tells whether its author is one whom every output names.
    """

    post_id: str
    actor: str
    named: bool
    lo: int
    hi: int
    p_first: float


class Series(msgspec.Struct, frozen=True, kw_only=True):
    """Expected posts a step: of all (`by` is all), of a group or of a language."""

    by: str
    name: str
    posts: int
    counts: tuple[float, ...]


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """How a narrative ran: its phases, its first posts, and counts from `start` on in steps of `step`, all in ms UTC.

    `dated` is the share of posts whose time is known no better than to an hour. `first` leaves out posts that were the
    first with less than one per cent.
    """

    narrative_id: str
    posts: int
    dated: float
    start: int
    step: int
    phases: tuple[Phase, ...]
    first: tuple[First, ...]
    series: tuple[Series, ...]


class _Rows(NamedTuple):
    post_id: list[str]
    actor_id: list[str]
    actor: I64
    lang: list[str | None]
    lo: I64
    hi: I64


def timeline(
    store: Store, people: People, narrative_id: str, groups: Sequence[Group] = (), *, seed: int = 0
) -> Timeline:
    """Return when a narrative was told: phases by Kleinberg's automaton, first posts, counts by group and language.

    Times are drawn from their intervals with `seed`. Raises RequestError for an unknown narrative.
    """
    rows = _rows(store, narrative_id)
    found = bursting(rows.lo, rows.hi, rng=np.random.default_rng(seed))
    step = step_for(rows.lo, rows.hi)
    start = int(rows.lo.min()) // step * step
    return Timeline(
        narrative_id=narrative_id,
        posts=len(rows.lo),
        dated=float((rows.hi - rows.lo > VAGUE).mean()),
        start=start,
        step=step,
        phases=tuple(phases(rows.lo, rows.hi, rows.actor, found)),
        first=tuple(_first(rows, people)),
        series=tuple(_series(store, rows, groups, start, step)),
    )


def document(found: Timeline) -> dict[str, Any]:
    """Return a timeline as JSON writes it: times in ISO 8601, one row a phase, a first post and a step of a series."""
    return {
        "narrative_id": found.narrative_id,
        "posts": found.posts,
        "dated": found.dated,
        "step_hours": found.step / HOUR,
        "phases": [_row(phase) for phase in found.phases],
        "first": [_row(one) for one in found.first],
        "series": [row for series in found.series for row in _steps(series, found)],
    }


def _steps(series: Series, found: Timeline) -> Iterator[dict[str, Any]]:
    for k, count in enumerate(series.counts):
        if count:
            yield {"by": series.by, "name": series.name, "at": iso(found.start + k * found.step), "posts": count}


def _row(one: Phase | First) -> dict[str, Any]:
    """Return a record with its times written out: `lo` and `hi` as `earliest` and `latest`."""
    names = {"lo": "earliest", "hi": "latest"}
    return {
        names.get(name, name): iso(value) if name.endswith(("lo", "hi")) else value
        for name, value in msgspec.structs.asdict(one).items()
    }


def _rows(store: Store, narrative_id: str) -> _Rows:
    found = store.sql("timeline/posts", narrative=narrative_id).fetchall()
    if not found:
        raise RequestError(
            f"There is no narrative {narrative_id}. `whence narratives CASE` lists those that there are."
        )
    post_id, actor_id, lang, lo, hi = (list(column) for column in zip(*found, strict=True))
    number = np.unique(np.array(actor_id, dtype=object), return_inverse=True)[1].astype(np.int64)
    return _Rows(post_id, actor_id, number, lang, np.array(lo, dtype=np.int64), np.array(hi, dtype=np.int64))


def _first(rows: _Rows, people: People) -> list[First]:
    share = first_shares(rows.lo, rows.hi)
    order = [int(i) for i in np.lexsort((np.arange(len(share)), rows.lo, -share))[:MOST_FIRST]]
    order = [i for i in order if share[i] >= LEAST_SHARE] or order[:1]
    posts = people.posts([rows.post_id[i] for i in order])
    return [
        First(
            post_id=post,
            actor=people.label(rows.actor_id[i]),
            named=people.named(rows.actor_id[i]),
            lo=int(rows.lo[i]),
            hi=int(rows.hi[i]),
            p_first=float(share[i]),
        )
        for i, post in zip(order, posts, strict=True)
    ]


def _series(store: Store, rows: _Rows, groups: Sequence[Group], start: int, step: int) -> list[Series]:
    steps = (int(rows.hi.max()) - start) // step + 1
    chosen = [("all", "all", np.ones(len(rows.lo), dtype=np.bool_))]
    for group in groups:
        materialise(store, group, "timeline_group")
        members = {actor for (actor,) in store.sql("timeline/members").fetchall()}
        chosen.append(("group", group.name, np.array([actor in members for actor in rows.actor_id])))
    languages = _languages(rows.lang)
    spoken = np.array([lang if lang in languages else "other" for lang in rows.lang], dtype=object)
    chosen += [("language", name, spoken == name) for name in (*languages, "other") if (spoken == name).any()]
    return [_counted(by, name, rows.lo[mask], rows.hi[mask], start, step, steps) for by, name, mask in chosen]


def _counted(by: str, name: str, lo: I64, hi: I64, start: int, step: int, steps: int) -> Series:
    found = counts(lo, hi, start, step, steps)
    return Series(by=by, name=name, posts=len(lo), counts=tuple(round(float(count), 6) for count in found))


def _languages(spoken: list[str | None]) -> list[str]:
    """Return the languages of most posts, by code; what is not recognised or rare is `other`."""
    known = Counter(lang for lang in spoken if lang)
    most = sorted(known, key=lambda lang: (-known[lang], lang))[:MOST_LANGUAGES]
    return sorted(most)
