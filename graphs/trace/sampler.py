"""The kernel behind the sampled ancestries: geometric buckets of age, prefix sums, rejection; exact."""

import numpy as np
import numpy.typing as npt

from graphs.kernels import kernel
from graphs.order import p_order

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
_WIDTHS = (60_000, 3 * 3_600_000, 60 * 3_600_000)  # milliseconds: to the minute, to the hour, to the day, wider
_DOUBLINGS = 24  # buckets (age + δ) in [δ 2^k, δ 2^(k + 1))
_SEGMENTS = (len(_WIDTHS) + 1) * _DOUBLINGS + 1
_HOUR = 3_600_000.0


def width_classes(lo: Ints, hi: Ints) -> tuple[Ints, Ints, Ints]:
    """Sort posts by how well their time is known, then by time.

    Returns the posts in that order, where each class begins and ends in it, and each class's widest half-interval.
    Classes are kept apart so that one vague time does not make every other post a doubtful candidate.
    """
    width = hi - lo
    kind = np.searchsorted(np.array(_WIDTHS), width)
    slots = np.lexsort((np.arange(len(lo)), lo + hi, kind)).astype(np.int64)
    bounds = np.searchsorted(kind[slots], np.arange(len(_WIDTHS) + 2)).astype(np.int64)
    half = np.array([int(width[kind == k].max(initial=0)) // 2 + 1 for k in range(len(_WIDTHS) + 1)], dtype=np.int64)
    return slots, bounds, half


@kernel
def uniform(state: npt.NDArray[np.uint64]) -> float:
    """Return the next number in [0, 1) of the SplitMix64 sequence kept in `state` (doi:10.1145/2660193.2660195)."""
    state[0] += np.uint64(0x9E3779B97F4A7C15)
    z = state[0]
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    z = z ^ (z >> np.uint64(31))
    return float(z >> np.uint64(11)) * (1.0 / 9007199254740992.0)


@kernel
def contact_factor(
    child: int, parent: int, child_lo: int, keys: Ints, since: Ints, authors: int, factor: float
) -> float:
    """Return `factor` where the child's author had taken something from the parent's author before, else 1."""
    if child < 0 or parent < 0 or len(keys) == 0:
        return 1.0
    key = child * authors + parent
    at = np.searchsorted(keys, key)
    return factor if at < len(keys) and keys[at] == key and since[at] < child_lo else 1.0


@kernel
def _has_contacts(child: int, keys: Ints, authors: int) -> bool:
    """Tell whether the child's author has taken anything from anybody, so that contact can raise a weight."""
    if child < 0:
        return False
    return bool(np.searchsorted(keys, child * authors) < np.searchsorted(keys, (child + 1) * authors))


@kernel
def weight(
    j: int, i: int, lo: Ints, hi: Ints, actor: Ints, reach: Floats, keys: Ints, since: Ints, authors: int,
    weights: Floats,
) -> float:  # fmt: skip
    """Return the weight of post j as parent of post i but for their similarity; 0 beyond the horizon."""
    age = max((lo[i] + hi[i]) - (lo[j] + hi[j]), 0) / (2.0 * _HOUR)
    if age > weights[3] or j == i:
        return 0.0
    order = p_order(lo[j], hi[j], lo[i], hi[i])
    factor = contact_factor(actor[i], actor[j], lo[i], keys, since, authors, weights[2])
    return float(order * factor * reach[j] * (age + weights[1]) ** -weights[0])


@kernel
def _segments(
    i: int, seat: int, lo: Ints, hi: Ints, middle: Ints, bounds: Ints, half: Ints, prefix: Floats, weights: Floats,
    begin: Ints, end: Ints, top: Floats, mass: Floats,
) -> int:  # fmt: skip
    """Cut the candidates of post i into buckets of age and class; fill their ends, greatest factor and running mass.

    The post itself, at `seat`, parts its own bucket in two.
    """
    count = 0
    here = lo[i] + hi[i]
    delta = 2.0 * weights[1] * _HOUR
    for c in range(len(half)):
        first, last = bounds[c], bounds[c + 1]
        if first == last:
            continue
        stop = first + np.searchsorted(middle[first:last], 2 * hi[i] + 2 * half[c] + 1)
        oldest = first + np.searchsorted(middle[first:last], here - np.int64(2.0 * weights[3] * _HOUR))
        for k in range(_DOUBLINGS):
            edge = here - np.int64(delta * (2.0 ** (k + 1) - 1.0))
            start = max(oldest, first + np.searchsorted(middle[first:last], edge))
            start = min(start, stop)
            if start <= seat < stop:
                count = _segment(seat + 1, stop, k, prefix, weights, begin, end, top, mass, count)
                stop = seat
            count = _segment(start, stop, k, prefix, weights, begin, end, top, mass, count)
            stop = start
            if start <= oldest:
                break
    return count


@kernel
def _segment(
    start: int, stop: int, k: int, prefix: Floats, weights: Floats, begin: Ints, end: Ints, top: Floats, mass: Floats,
    count: int,
) -> int:  # fmt: skip
    """Add the bucket of the k-th doubling if it holds anything; return the number of buckets."""
    if stop <= start:
        return count
    begin[count], end[count] = start, stop
    top[count] = (weights[1] * 2.0**k) ** -weights[0]
    mass[count] = (mass[count - 1] if count else 0.0) + (prefix[stop] - prefix[start]) * top[count]
    return count + 1


@kernel
def draw_parents(
    children: Ints, lo: Ints, hi: Ints, actor: Ints, reach: Floats, slots: Ints, bounds: Ints, half: Ints,
    prefix: Floats, keys: Ints, since: Ints, authors: int, alike_start: Ints, alike_parent: Ints, extra: Floats,
    weights: Floats, none: Floats, state: npt.NDArray[np.uint64],
) -> Ints:  # fmt: skip
    """Draw parents; O(log n) a draw times a constant: the share of proposals refused does not grow with n.

    The mass of a bucket is its reach times the greatest factor that age and contact can have in it; what is refused
    is drawn again among everything, "none of these" included, so that the accepted draw has the exact weights.
    """
    out = np.empty((len(none), len(children)), dtype=np.int64)
    middle = (lo + hi)[slots]
    seat = np.empty(len(slots), dtype=np.int64)
    for at in range(len(slots)):
        seat[slots[at]] = at
    begin, end = np.empty(_SEGMENTS, dtype=np.int64), np.empty(_SEGMENTS, dtype=np.int64)
    top, mass = np.empty(_SEGMENTS), np.empty(_SEGMENTS)
    for n in range(len(children)):
        i = children[n]
        most = max(weights[2], 1.0) if _has_contacts(actor[i], keys, authors) else 1.0
        count = _segments(i, seat[i], lo, hi, middle, bounds, half, prefix, weights, begin, end, top, mass)
        dense = mass[count - 1] * most if count else 0.0
        tied = 0.0
        for e in range(alike_start[i], alike_start[i + 1]):
            tied += extra[e] * weight(alike_parent[e], i, lo, hi, actor, reach, keys, since, authors, weights)
        for s in range(len(none)):
            out[s, n] = _draw(
                i, lo, hi, actor, reach, slots, prefix, keys, since, authors, alike_start, alike_parent, extra,
                weights, none[s], state, begin, end, top, mass, count, dense, tied, most,
            )  # fmt: skip
    return out


@kernel
def _draw(
    i: int, lo: Ints, hi: Ints, actor: Ints, reach: Floats, slots: Ints, prefix: Floats, keys: Ints, since: Ints,
    authors: int, alike_start: Ints, alike_parent: Ints, extra: Floats, weights: Floats, none: float,
    state: npt.NDArray[np.uint64], begin: Ints, end: Ints, top: Floats, mass: Floats, count: int, dense: float,
    tied: float, most: float,
) -> int:  # fmt: skip
    """Draw one parent of post i, -1 for none."""
    while True:
        u = uniform(state) * (none + tied + dense)
        if u < none or none + tied + dense <= 0.0:
            return -1
        u -= none
        if u < tied:
            for e in range(alike_start[i], alike_start[i + 1]):
                u -= extra[e] * weight(alike_parent[e], i, lo, hi, actor, reach, keys, since, authors, weights)
                if u < 0.0:
                    return int(alike_parent[e])
            continue
        if count == 0:
            return -1
        u = (u - tied) / most
        segment = min(int(np.searchsorted(mass[:count], u, side="right")), count - 1)
        u = (u - (mass[segment - 1] if segment else 0.0)) / top[segment] + prefix[begin[segment]]
        at = int(np.searchsorted(prefix, u, side="right")) - 1
        j = int(slots[min(max(at, int(begin[segment])), int(end[segment]) - 1)])
        upper = top[segment] * reach[j] * most
        if uniform(state) * upper < weight(j, i, lo, hi, actor, reach, keys, since, authors, weights):
            return j
