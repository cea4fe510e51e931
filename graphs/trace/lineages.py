"""Whose wording the texts of a narrative inherited: roots, what is credited to them, and lineages of copies.

A text is a root where it is credited to nobody. Variants and credits are those of copy links (docs/methods/links.md).
"""

from dataclasses import dataclass

import numpy as np

from graphs.build.copies import departures_of, digests_of
from graphs.build.credit import credit
from graphs.narratives.tokens import tokenise
from graphs.store.database import Store, named_sql
from graphs.trace.joining import joined
from graphs.trace.rows import Bools, Floats, Ints


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Texts:
    """The distinct texts of one words narrative, in order of time.

    `post` is the number of each text's first post, `length` its words, `root` the text it is credited to, itself where
    to nobody. `starts` and `keys`: the variants that text i carries are `keys[starts[i]:starts[i + 1]]`, sorted.
    `text_of` gives the text of each post number.
    """

    post: Ints
    lo: Ints
    hi: Ints
    length: Ints
    root: Ints
    starts: Ints
    keys: Ints
    text_of: dict[int, int]

    def carried(self, text: int) -> Ints:
        """Return the variants that a text carries."""
        return self.keys[self.starts[text] : self.starts[text + 1]]


def texts(store: Store, places: Ints) -> dict[int, Texts]:
    """Read and align the texts of words narratives, by place; the earliest 300 of each, 1,000 words of a text."""
    if not len(places):
        return {}
    asked = {"places": places.tolist()}
    found = store.connection.sql(named_sql("trace/wording_posts"), params=asked).to_arrow_table()
    if not found.num_rows:
        return {}
    tokens = tokenise(found["words"].combine_chunks())
    digests = digests_of(tokens.words, tokens.starts)
    place, post, lo, hi = (
        found[name].to_numpy().astype(np.int64) for name in ("place", "post", "published_lo", "published_hi")
    )
    typical = found["typical"].to_numpy()
    length = np.diff(tokens.starts)
    edges = np.flatnonzero(np.diff(place, prepend=-1, append=-1))
    out = {}
    for low, high in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        seat, departures = departures_of(tokens, digests, typical, low, high)
        copies = credit(seat, np.stack([lo[low:high], hi[low:high]]), departures)
        part = slice(low, high)
        out[int(place[low])] = _texts(seat, departures.text, departures.key.view(np.int64), copies.child, copies.parent,
                                      post[part], lo[part], hi[part], length[part])  # fmt: skip
    return out


def _texts(
    seat: Ints, text: Ints, key: Ints, child: Ints, parent: Ints, post: Ints, lo: Ints, hi: Ints, length: Ints
) -> Texts:
    aligned = np.flatnonzero(seat >= 0)
    count = int(seat.max(initial=-1)) + 1
    first = np.full(count, -1, dtype=np.int64)
    first[seat[aligned[::-1]]] = aligned[::-1]
    root = np.arange(count)
    own = first[seat[child]] == child
    root[seat[child[own]]] = seat[parent[own]]
    order = np.lexsort((key, text))
    return Texts(
        post=post[first],
        lo=lo[first],
        hi=hi[first],
        length=length[first].astype(np.int64),
        root=root,
        starts=np.searchsorted(text[order], np.arange(count + 1)).astype(np.int64),
        keys=key[order],
        text_of={int(post[k]): int(seat[k]) for k in aligned.tolist()},
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lineages:
    """Texts of the following side that inherited wording, one row a lineage of copies among themselves.

    `root` is the post whose wording each inherited and `leading` whether that post is the leading side's; `chance` that
    of hitting a leading root blindly among the earlier roots of like length that have wording of their own.
    """

    root: Ints
    leading: Bools
    chance: Floats


def lineages(found: Texts, source: Bools, target: Bools) -> Lineages:
    """Return the lineages of one narrative; `source` and `target` tell of each text whose side its first post is on."""
    copied = np.flatnonzero(target & (found.root != np.arange(len(found.root))))
    rooted = np.flatnonzero((found.root == np.arange(len(found.root))) & (np.diff(found.starts) > 0))
    first = _apart(found, copied)
    root = found.root[first]
    chance = np.array([_chance(found, source, rooted, int(one)) for one in first], dtype=np.float64)
    return Lineages(root=found.post[root], leading=source[root], chance=chance)


def _apart(found: Texts, copied: Ints) -> Ints:
    """Return the first text of each lineage: texts that share wording beyond their common root's are one."""
    owner: dict[tuple[int, int], int] = {}
    ties = []
    for k, text in enumerate(copied.tolist()):
        root = int(found.root[text])
        for key in np.setdiff1d(found.carried(text), found.carried(root)).tolist():
            before = owner.setdefault((root, key), k)
            if before != k:
                ties.append((before, k))
    return copied[np.unique(joined(len(copied), ties))] if len(copied) else copied


def _chance(found: Texts, source: Bools, rooted: Ints, text: int) -> float:
    """Return the share of leading ones among the roots of like length that were surely there before the text."""
    before = rooted[(rooted != text) & (found.hi[rooted] <= found.hi[text])]
    ratio = found.length[before] / max(int(found.length[text]), 1)
    before = before[(ratio >= 0.5) & (ratio <= 2.0)]
    before = np.union1d(before, [found.root[text]])
    return float(source[before].mean())
