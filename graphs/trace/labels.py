"""The label null: does the leading group feed the other more than its peers do, over the whole case?"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

from graphs.trace.conditions import Examined
from graphs.trace.rows import Actors, Bools, Ints

DRAWS = 999
_LEAST = 200  # distinct relabellings
_QUARTILES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Nulled:
    """The mean over stories of the share of lineages credited to the leading group, and how often chance gives it.

    `p` is None where the test is unavailable: no lineages, or under 200 distinct relabellings.
    """

    share: float | None
    p: float | None


def label_null(actors: Actors, found: Sequence[Examined], *, swapped: bool, seed: int) -> Nulled:
    """Permute membership of the leading group among actors outside the following one, within their strata.

    Strata are role kind (outlet or agency, organisation, person), platform, and quartile of the number of own posts.
    p = (as extreme + 1) / (draws + 1).
    """
    leading, following = (actors.target, actors.source) if swapped else (actors.source, actors.target)
    roots = [one.worded.roots for one in found if one.worded is not None and len(one.worded.roots)]
    if not roots:
        return Nulled(share=None, p=None)
    actor, story = np.concatenate(roots), np.repeat(np.arange(len(roots)), [len(one) for one in roots])
    weight = 1.0 / np.bincount(story)[story] / len(roots)
    credit = np.bincount(actor, weights=weight, minlength=len(leading))
    share = float(credit[leading].sum())
    strata = _strata(actors, ~following)
    if _relabellings(strata, leading) < np.log(_LEAST):
        return Nulled(share=share, p=None)
    rng = np.random.default_rng([seed, 2, int(swapped)])
    drawn = np.array([float(credit[_relabelled(strata, leading, rng)].sum()) for _ in range(DRAWS)])
    return Nulled(share=share, p=float(((drawn >= share - 1e-12).sum() + 1) / (DRAWS + 1)))


def _strata(actors: Actors, open_: Bools) -> list[Ints]:
    """Return the open actors by stratum."""
    kind = np.where(np.isin(actors.roles.astype(str), ("outlet", "agency")), 2, actors.organisation.astype(np.int64))
    quartile = np.zeros(len(actors.codes), dtype=np.int64)
    cuts = np.quantile(actors.posts[open_], [0.25, 0.5, 0.75]) if open_.any() else np.zeros(3)
    quartile[:] = np.searchsorted(cuts, actors.posts, side="left")
    _, platform = np.unique(actors.platforms.astype(str), return_inverse=True)
    key = (platform * 3 + kind) * _QUARTILES + quartile
    return [np.flatnonzero(open_ & (key == one)) for one in np.unique(key[open_])]


def _relabellings(strata: Sequence[Ints], leading: Bools) -> float:
    """Return the log of the number of distinct relabellings."""
    size = np.array([len(one) for one in strata], dtype=np.float64)
    inside = np.array([leading[one].sum() for one in strata], dtype=np.float64)
    return float((gammaln(size + 1) - gammaln(inside + 1) - gammaln(size - inside + 1)).sum())


def _relabelled(strata: Sequence[Ints], leading: Bools, rng: np.random.Generator) -> Bools:
    out = np.zeros(len(leading), dtype=bool)
    for one in strata:
        out[one] = rng.permutation(leading[one])
    return out
