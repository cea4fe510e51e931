"""Signs that the leading side had the story from elsewhere: from the following side, or from a third."""

import numpy as np

from graphs.evidence import Evidence
from graphs.trace.reach import descends
from graphs.trace.rows import CLASSES, HOUR, OUTSIDE, Bools, Tree
from graphs.trace.thresholds import Thresholds

_COPY = CLASSES.index(Evidence.COPY)


def reverse_signs(tree: Tree, thresholds: Thresholds) -> int:
    """Count signs that the leading side took the story from the other: documents, and copies of its own wording.

    A copy counts where the copied post does not itself go back to the leading side, by documents or by copying.
    """
    links = tree.links
    back = tree.target[links.parent] & tree.source[links.child]
    documented = links.documented & back
    copied = (
        (links.evidence == _COPY)
        & (links.p_order >= thresholds.order_sure)
        & (links.probability >= thresholds.copy_probability)
    )
    if not (copied & back).any():
        return int(documented.sum())
    everywhere = np.ones(len(tree), dtype=bool)
    ours = descends(tree.source, everywhere, links.parent, links.child, links.documented | copied)
    return int((documented | (copied & back & ~ours[links.parent])).sum())


def passed_on(tree: Tree, thresholds: Thresholds) -> dict[str, Bools]:
    """Tell which leading posts only pass the story on: agency text, text that others print at once, a third source."""
    links = tree.links
    everywhere = np.ones(len(tree), dtype=bool)
    ours = descends(tree.source, everywhere, links.parent, links.child, links.documented)
    third = tree.organisation & ~tree.source & ~tree.target & ~ours
    from_third = descends(third, everywhere, links.parent, links.child, links.documented)
    return {
        "agency text": tree.source & tree.agency,
        "text that several outlets print": _printed_by_others(tree, ours, thresholds),
        "a third source": tree.source & (from_third | _copied_from(tree, third, thresholds)),
    }


def _printed_by_others(tree: Tree, ours: Bools, thresholds: Thresholds) -> Bools:
    """Tell which leading posts share their words with outlets that printed them no later, on their own account."""
    out = np.zeros(len(tree), dtype=bool)
    others = tree.printer & ~tree.source & ~tree.unseen & ~ours & (tree.words >= 0)
    own = tree.source & ~tree.unseen & (tree.words >= 0)
    for words in np.intersect1d(tree.words[own], tree.words[others]):
        same = own & (tree.words == words)
        by = tree.hi[same].min() + thresholds.shared_hours * HOUR
        printers = np.unique(tree.actor[others & (tree.words == words) & (tree.lo <= by)])
        if len(printers) >= thresholds.shared_printers:
            out |= same
    return out


def _copied_from(tree: Tree, third: Bools, thresholds: Thresholds) -> Bools:
    """Tell which leading posts copy a third organisation's post that is older than any leading post here."""
    links = tree.links
    out = np.zeros(len(tree), dtype=bool)
    own = tree.source & ~tree.unseen & (tree.part != OUTSIDE)
    if not own.any():
        return out
    use = (
        (links.evidence == _COPY)
        & third[links.parent]
        & tree.source[links.child]
        & (links.p_order >= thresholds.order_sure)
        & (links.probability >= thresholds.copy_probability)
        & (tree.hi[links.parent] < tree.lo[own].min())
    )
    out[links.child[use]] = True
    return out
