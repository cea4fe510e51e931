"""Join the stars of one drifting text: copies of copies that strayed too far from any one centre."""

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from graphs.narratives.alike import FIRST_IN_SECOND, NOT_ALIKE, SECOND_IN_FIRST
from graphs.narratives.arrays import F64, I64, U64, Flags
from graphs.narratives.candidates import Comparer, Edges, halves, pack
from graphs.narratives.sets import distinct

SAMPLE = 6  # texts of a star that speak for it, evenly spaced in time
KIN_FROM = 0.3  # share of the sampled pairs, one text from either star, that must be alike
SAME_LENGTH = 0.5  # containment counts only where the shorter text has half the words of the longer
PORTION = 50_000  # pairs of stars compared at once


def kinship(centre: I64, comparer: Comparer, copies: I64) -> I64:
    """Return a centre for each text after stars that are kin were joined; the star of most posts lends its centre.

    Two stars are kin where at least 30 % of the pairs of their texts are alike (average linkage, on up to six texts
    of either): one text that bridges two stories joins nothing, a chain of edits does. A short text held in a long one
    says nothing here, or a bare quotation would tie the articles that print it. Order-free.
    """
    pairs = _touching(centre, comparer)
    if not len(pairs):
        return centre
    share = np.concatenate(
        [_share_alike(pairs[i : i + PORTION], centre, comparer) for i in range(0, len(pairs), PORTION)]
    )
    first, second = halves(pairs[share >= KIN_FROM])
    if not len(first):
        return centre
    heads, place = np.unique(np.concatenate([first, second]), return_inverse=True)
    left, right = np.split(place, 2)
    graph = coo_array((np.ones(len(left), np.int8), (left, right)), shape=(len(heads), len(heads))).tocsr()
    family = connected_components(graph, directed=False)[1]
    posts = np.bincount(centre, weights=copies, minlength=len(centre))[heads]
    order = np.lexsort((heads, -posts, family))
    lender = heads[order[np.searchsorted(family[order], np.arange(int(family.max()) + 1))]]
    after = np.arange(len(centre))
    after[heads] = lender[family]
    return np.asarray(after[centre], dtype=np.int64)


def _touching(centre: I64, comparer: Comparer) -> U64:
    """Return the pairs of stars, by centre, of which some texts are alike."""
    edges = comparer.edges()
    equal = _equals(edges, comparer)
    return distinct(pack(centre[edges.first[equal]], centre[edges.second[equal]]))


def _share_alike(pairs: U64, centre: I64, comparer: Comparer) -> F64:
    """Return for each pair of stars the share of alike pairs among their sampled texts."""
    stars, place = np.unique(np.concatenate(halves(pairs)), return_inverse=True)
    first, second = np.split(place, 2)
    speakers = _speakers(stars, centre)
    left = np.repeat(speakers[first], SAMPLE, axis=1)
    right = np.tile(speakers[second], (1, SAMPLE))
    real = (left >= 0) & (right >= 0)
    crossing = pack(left[real], right[real])
    comparer.propose(crossing)
    edges = comparer.edges()
    known = pack(edges.first, edges.second)[_equals(edges, comparer)]
    alike = np.zeros(real.shape)
    alike[real] = known[np.minimum(np.searchsorted(known, crossing), len(known) - 1)] == crossing if len(known) else 0
    return np.asarray(alike.sum(axis=1) / np.maximum(real.sum(axis=1), 1))


def _speakers(stars: I64, centre: I64) -> I64:
    """Return for each of some stars up to six of its texts, evenly spaced by number, -1 where it has fewer."""
    asked = np.zeros(len(centre), dtype=np.bool_)
    asked[stars] = True
    texts = np.flatnonzero(asked[centre])
    order = texts[np.argsort(centre[texts], kind="stable")]
    bounds = np.searchsorted(centre[order], np.append(stars, len(centre)))
    size, steps = np.diff(bounds), np.arange(SAMPLE)
    place = np.where(size[:, None] > SAMPLE, steps * np.maximum(size - 1, 0)[:, None] // (SAMPLE - 1), steps)
    inside = steps < size[:, None]
    return np.where(inside, order[np.minimum(bounds[:-1, None] + place, len(order) - 1)], -1)


def _equals(edges: Edges, comparer: Comparer) -> Flags:
    """Tell which alike pairs are of two texts of like length, so that neither is a mere quotation of the other."""
    words = np.diff(comparer.starts)
    n, m = words[edges.first], words[edges.second]
    held = (edges.kind == FIRST_IN_SECOND) | (edges.kind == SECOND_IN_FIRST)
    return np.asarray((edges.kind != NOT_ALIKE) & (~held | (np.minimum(n, m) >= SAME_LENGTH * np.maximum(n, m))))
