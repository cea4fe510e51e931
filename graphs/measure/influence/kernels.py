"""The loops over events: one pass in time, with the O(1) recursion that exponential kernels allow.

    decayed[j](t) = sum over posts s < t of stream j of exp(-rate (t - s))
    intensity[i](t) = baseline[i, hour of t] + rate * sum over j of weights[i, j] * decayed[j](t)

Posts of one moment do not excite each other. Times are hours from 0; a cell is one hour.
"""

import numpy as np
import numpy.typing as npt

from graphs.kernels import kernel

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@kernel
def expect(times: Floats, marks: Ints, baseline: Floats, weights: Floats, rate: float) -> tuple[Floats, Floats, float]:
    """Run the E step in O(posts x streams): who is expected to have set off whom.

    Returns the expected posts of i set off by j, the expected spontaneous posts by stream and cell, and the sum of the
    logarithms of the intensity.
    """
    streams, cells = baseline.shape
    triggered = np.zeros((streams, streams))
    spontaneous = np.zeros((streams, cells))
    decayed, waiting, parts = np.zeros(streams), np.zeros(streams), np.zeros(streams)
    last, total = 0.0, 0.0
    for k in range(len(times)):
        if times[k] > last:
            fade = np.exp(-rate * (times[k] - last))
            for j in range(streams):
                decayed[j] = (decayed[j] + waiting[j]) * fade
                waiting[j] = 0.0
            last = times[k]
        i = marks[k]
        cell = min(int(times[k]), cells - 1)
        own = baseline[i, cell]
        intensity = own
        for j in range(streams):
            parts[j] = rate * weights[i, j] * decayed[j]
            intensity += parts[j]
        for j in range(streams):
            triggered[i, j] += parts[j] / intensity
        spontaneous[i, cell] += own / intensity
        total += np.log(intensity)
        waiting[i] += 1.0
    return triggered, spontaneous, total


@kernel
def curvature(
    times: Floats, marks: Ints, baseline: Floats, weights: Floats, rate: float, blocks: int, width: int
) -> tuple[Floats, Floats, Floats, Floats, Floats, Floats]:
    """Return, by stream and block of `width` cells, what the spread of the weights is computed from.

    Scores (blocks, i, j) and their information (i, j, j'), then for the logarithm of the baseline: cross information
    (blocks, i, j), information and score (blocks, i); last the reach of each stream's posts within a block (blocks, j).
    """
    streams, cells = baseline.shape
    scores = np.zeros((blocks, streams, streams))
    info = np.zeros((streams, streams, streams))
    cross = np.zeros((blocks, streams, streams))
    own_info, own_score, reach = np.zeros((blocks, streams)), np.zeros((blocks, streams)), np.zeros((blocks, streams))
    decayed, waiting = np.zeros(streams), np.zeros(streams)
    last, block = 0.0, 0
    for k in range(len(times) + 1):
        now = times[k] if k < len(times) else float(cells)
        while block < blocks - 1 and now >= (block + 1) * width:
            edge = float((block + 1) * width)
            fade = np.exp(-rate * (edge - last))
            for j in range(streams):
                reach[block, j] += (decayed[j] + waiting[j]) * (1.0 - fade)
                decayed[j] = (decayed[j] + waiting[j]) * fade
                waiting[j] = 0.0
            last = edge
            block += 1
        if now > last:
            fade = np.exp(-rate * (now - last))
            for j in range(streams):
                reach[block, j] += (decayed[j] + waiting[j]) * (1.0 - fade)
                decayed[j] = (decayed[j] + waiting[j]) * fade
                waiting[j] = 0.0
            last = now
        if k == len(times):
            break
        i = marks[k]
        own = baseline[i, min(int(now), cells - 1)]
        intensity = own
        for j in range(streams):
            intensity += rate * weights[i, j] * decayed[j]
        share = own / intensity
        own_score[block, i] += share
        own_info[block, i] += share * share
        for j in range(streams):
            slope = rate * decayed[j] / intensity
            scores[block, i, j] += slope
            cross[block, i, j] += slope * share
            for other in range(streams):
                info[i, j, other] += slope * rate * decayed[other] / intensity
        waiting[i] += 1.0
    return scores, info, cross, own_info, own_score, reach


@kernel
def rescaled(times: Floats, marks: Ints, baseline: Floats, weights: Floats, rate: float) -> Floats:
    """Return the integrated intensity of its own stream at each post (in order)."""
    streams, cells = baseline.shape
    passed = np.zeros((streams, cells + 1))
    for i in range(streams):
        for cell in range(cells):
            passed[i, cell + 1] = passed[i, cell] + baseline[i, cell]
    found = np.zeros(len(times))
    decayed, waiting, seen = np.zeros(streams), np.zeros(streams), np.zeros(streams)
    last = 0.0
    for k in range(len(times)):
        if times[k] > last:
            fade = np.exp(-rate * (times[k] - last))
            for j in range(streams):
                decayed[j] = (decayed[j] + waiting[j]) * fade
                seen[j] += waiting[j]
                waiting[j] = 0.0
            last = times[k]
        i = marks[k]
        cell = min(int(times[k]), cells - 1)
        found[k] = passed[i, cell] + baseline[i, cell] * (times[k] - cell)
        for j in range(streams):
            found[k] += weights[i, j] * (seen[j] - decayed[j])
        waiting[i] += 1.0
    return found
