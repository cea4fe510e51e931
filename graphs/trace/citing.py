"""Whether a narrative's actors cite the other side more than actors do where the cited side came later."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from graphs.trace.thresholds import Thresholds


@dataclass(frozen=True, slots=True, kw_only=True)
class Citing:
    """In one story: how many actors of the following side could cite, and did; whether they were there before.

    `worded` says that the story is more than links: else whoever is in it cites by definition.
    """

    story: int
    worded: bool
    could: int
    did: int
    came_before: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Tested:
    """The one-sided test of a narrative's citing against the contrast, and its Benjamini–Hochberg q."""

    p: float
    q: float


def compare(here: Sequence[Citing], thresholds: Thresholds, coverage: float | None) -> dict[int, Tested] | None:
    """Test every story with citers against those in words where the cited side came later, by the story's number.

    Fisher's exact test, one-sided, an actor in a story one vote; q over all stories tested (Benjamini and Hochberg,
    doi:10.1111/j.2517-6161.1995.tb02031.x). None where the contrast is too small to be required: fewer stories than
    `contrast_narratives`, fewer votes than `contrast_votes`, or so small a part of the stories that missing posts of
    the leading side alone would make them look so: no more than 1 − `coverage`, where that is known.
    """
    both = [one for one in here if one.worded and one.could > 0]
    contrast = [one for one in both if one.came_before]
    could, did = sum(one.could for one in contrast), sum(one.did for one in contrast)
    missing = thresholds.contrast_share if coverage is None else 1.0 - coverage
    if (
        len(contrast) < thresholds.contrast_narratives
        or len(contrast) <= missing * len(both)
        or could < thresholds.contrast_votes
    ):
        return None
    tested = [one for one in here if one.did > 0]
    p = [float(hypergeom.sf(one.did - 1, one.could + could, one.did + did, one.could)) for one in tested]
    return {one.story: Tested(p=a, q=b) for one, a, b in zip(tested, p, adjusted(p), strict=True)}


def adjusted(p: Sequence[float]) -> list[float]:
    """Return the Benjamini–Hochberg q of each p."""
    if not p:
        return []
    values = np.asarray(p, dtype=np.float64)
    order = np.argsort(values, kind="stable")
    scaled = values[order] * len(values) / np.arange(1, len(values) + 1)
    q = np.empty(len(values))
    q[order] = np.minimum(np.minimum.accumulate(scaled[::-1])[::-1], 1.0)
    return [float(one) for one in q]
