"""From bursts to phases: onset, peaks, lulls between them, revivals, tail."""

from typing import Literal

import msgspec
import numpy as np

from graphs.narratives.arrays import I64
from graphs.narratives.timeline.bursts import LEAST
from graphs.narratives.timeline.draws import Bursting

Kind = Literal["onset", "peak", "lull", "revival", "tail", "steady"]
LIKELY = 0.5  # share of draws from which a post counts as part of a peak
LEAST_PEAK = 3  # posts of a peak
DAY = 86_400_000
QUIET = 3 * DAY  # a peak after a lull this long, and three times as long as the peak before, is a revival
QUIET_TIMES = 3


class Phase(msgspec.Struct, frozen=True, kw_only=True):
    """A stretch of a narrative: from its first to its last post, each time an interval of milliseconds.

    `level` is the highest state of the automaton in it (each doubles the rate), `probability` the mean share of draws
    in which its posts lie in a burst; both None outside peaks.
    """

    phase: Kind
    first_lo: int
    first_hi: int
    last_lo: int
    last_hi: int
    posts: int
    actors: int
    level: int | None = None
    probability: float | None = None


def phases(lo: I64, hi: I64, actor: I64, found: Bursting) -> list[Phase]:
    """Divide a narrative's posts, in order of the middle of their intervals, into phases; few have none."""
    if len(lo) < LEAST:
        return []
    order = np.lexsort((hi, lo, lo + hi))
    lo, hi, actor = lo[order], hi[order], actor[order]
    share, level = found.share[order], found.level[order]
    peaks = _runs(share >= LIKELY)
    if not peaks:
        return [_phase("steady", lo, hi, actor, 0, len(lo))]
    out, at, before = [], 0, None
    for begin, end in peaks:
        if begin > at:
            out.append(_phase("onset" if at == 0 else "lull", lo, hi, actor, at, begin))
        kind: Kind = "revival" if before is not None and _revives(lo, hi, before, begin) else "peak"
        made = _phase(kind, lo, hi, actor, begin, end)
        probability, highest = float(share[begin:end].mean()), round(float(level[begin:end].max()))
        out.append(msgspec.structs.replace(made, level=highest, probability=probability))
        at, before = end, (begin, end)
    if at < len(lo):
        out.append(_phase("tail", lo, hi, actor, at, len(lo)))
    return out


def _runs(inside: np.typing.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Return the runs of true places that are long enough for a peak, ends exclusive."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]])))
    pairs = zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)
    return [(begin, end) for begin, end in pairs if end - begin >= LEAST_PEAK]


def _revives(lo: I64, hi: I64, before: tuple[int, int], begin: int) -> bool:
    """Tell whether a peak follows a lull that is long, surely so, against the peak before it."""
    lull = int(lo[begin] - hi[before[0] : before[1]].max())
    length = int(hi[before[0] : before[1]].max() - lo[before[0]])
    return lull >= max(QUIET, QUIET_TIMES * length)


def _phase(kind: Kind, lo: I64, hi: I64, actor: I64, begin: int, end: int) -> Phase:
    part = slice(begin, end)
    last = begin + int(np.argmax(hi[part]))
    first = begin + int(np.argmin(lo[part]))
    return Phase(
        phase=kind,
        first_lo=int(lo[first]),
        first_hi=int(hi[first]),
        last_lo=int(lo[last]),
        last_hi=int(hi[last]),
        posts=end - begin,
        actors=len(np.unique(actor[part])),
    )
