"""Whose wording a text inherited: variants that exactly one earlier root carries."""

from typing import NamedTuple

import numpy as np

from graphs.build.variants import Variants
from graphs.kernels import kernel
from graphs.narratives.arrays import I64
from graphs.order import p_order

NOBODY, SEVERAL = -1, -2


class Credits(NamedTuple):
    """One row a copy: `child` and `parent` posts, `shared` of `total` credited variants, and the row of one of them."""

    child: I64
    parent: I64
    shared: I64
    total: I64
    example: I64


def credit(text_of: I64, times: I64, found: Variants) -> Credits:
    """Walk the posts by time and credit each with the earlier root that shares most of its variants, ties with none.

    `text_of` is the text of each post (-1: not aligned), `times` its columns (lo, hi). A variant speaks for a root
    only while no text outside the root's own lineage carries it. The parent is the root's first post and must be the
    earlier one with probability above one half.
    """
    distinct, code = np.unique(found.key, return_inverse=True)
    starts = np.searchsorted(found.text, np.arange(int(text_of.max(initial=-1)) + 2))
    rows = _walk(text_of, times, starts.astype(np.int64), code.astype(np.int64), len(distinct))
    return Credits(*rows)


@kernel
def _walk(text_of: I64, times: I64, starts: I64, code: I64, distinct: int) -> I64:
    owner = np.full(distinct, NOBODY, dtype=np.int64)
    root_of, first_post = np.full(len(starts), NOBODY, np.int64), np.full(len(starts), NOBODY, np.int64)
    votes = np.zeros(len(starts), dtype=np.int64)
    rows = np.empty((5, len(text_of)), dtype=np.int64)
    count = 0
    for post in range(len(text_of)):
        text = text_of[post]
        if text < 0:
            continue
        low, high = starts[text], starts[text + 1]
        root, shared, total, example = _best(owner, votes, code, low, high)
        if root >= 0:
            parent = first_post[root]
            if p_order(times[0, parent], times[1, parent], times[0, post], times[1, post]) > 0.5:
                rows[0, count], rows[1, count], rows[2, count] = post, parent, shared
                rows[3, count], rows[4, count] = total, example
                count += 1
            else:
                root = NOBODY
        if first_post[text] == NOBODY:
            first_post[text] = post
            root_of[text] = root if root >= 0 else text
        for k in range(low, high):
            owner[code[k]] = _owned(owner[code[k]], root_of[text])
    return rows[:, :count].copy()


@kernel
def _best(owner: I64, votes: I64, code: I64, low: int, high: int) -> tuple[int, int, int, int]:
    """Return the root that owns most of these variants (NOBODY on a tie), its share, all owned ones, and one row."""
    root, most, total, tied, example = NOBODY, 0, 0, False, -1
    for k in range(low, high):
        who = owner[code[k]]
        if who >= 0:
            votes[who] += 1
            total += 1
            if votes[who] > most:
                root, most, tied = who, votes[who], False
            elif votes[who] == most and who != root:
                tied = True
    for k in range(low, high):
        who = owner[code[k]]
        if who >= 0:
            votes[who] = 0
            if who == root and example < 0:
                example = k
    return (NOBODY if tied else root), most, total, example


@kernel
def _owned(owner: int, root: int) -> int:
    return root if owner in (NOBODY, root) else SEVERAL
