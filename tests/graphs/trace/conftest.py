"""What the tests of traces share: a tree made by hand, a case planted, built and traced."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from graphs.build import build
from graphs.evidence import DOCUMENTED
from graphs.groups import parse
from graphs.store import Store
from graphs.trace import Finding, trace
from graphs.trace.rows import CLASSES, Links, Tree


@pytest.fixture(scope="session")
def grow() -> Callable[..., Tree]:
    """Give `grow(times, sides, links)`: a tree whose rows are in order of time.

    `times` are hours, or pairs (lo, hi); `sides` a string of S, T, V (via), O (an outlet of neither) and `.`; `links`
    triples (parent, child, evidence), optionally with a probability. Keywords replace columns.
    """
    return _grow


def _grow(times: Any, sides: str, links: Any = (), **columns: Any) -> Tree:
    n = len(sides)
    lo = np.array([t[0] if isinstance(t, tuple) else t for t in times], dtype=np.float64)
    hi = np.array([t[1] if isinstance(t, tuple) else t for t in times], dtype=np.float64)
    side = np.array(list(sides))
    rows = sorted(links, key=lambda link: (link[1], link[0]))
    evidence = np.array([[str(one) for one in CLASSES].index(link[2]) for link in rows], dtype=np.int64)
    false = np.zeros(n, dtype=bool)
    given = {
        "narrative_id": "w-0",
        "level": "words",
        "flags": (),
        "base": 0,
        "part": np.zeros(n, dtype=np.int64),
        "post": np.arange(n),
        "unseen": false,
        "actor": np.arange(n),
        "lo": (lo * 3_600_000).astype(np.int64),
        "hi": (hi * 3_600_000).astype(np.int64),
        "repost": false,
        "article": false,
        "agency": false,
        "widely": false,
        "wording": np.zeros(n, dtype=np.uint64),
        "words": np.zeros(n, dtype=np.int64),
        "letters": np.full(n, 100, dtype=np.int64),
        "source": side == "S",
        "target": side == "T",
        "via": side == "V",
        "organisation": (side == "O") | (side == "S"),
        "printer": (side == "O") | (side == "S"),
        "followers": np.full(n, np.nan),
        "selected_by_source": false,
        "selected_by_target": false,
        "quotes_page": false,
        "links": Links(
            parent=np.array([link[0] for link in rows], dtype=np.int64),
            child=np.array([link[1] for link in rows], dtype=np.int64),
            evidence=evidence,
            probability=np.array([link[3] if len(link) > 3 else 1.0 for link in rows], dtype=np.float64),
            p_order=np.ones(len(rows)),
            documented=evidence < len(DOCUMENTED),
        ),
    }
    return Tree(**{**given, **columns})


@pytest.fixture
def find(case_store: Store, plant: Callable[..., None]) -> Callable[..., list[Finding]]:
    """Give `find(posts, actors, source, target, ...)`: plant a case, build it, trace it, return the findings."""

    def _find(posts: Any, actors: Any, source: str, target: str, **request: Any) -> list[Finding]:
        plant(case_store, posts=posts, actors=actors)
        build(case_store)
        via = request.pop("via", None)
        return trace(
            case_store,
            source=parse(source, {}),
            target=parse(target, {}),
            via=parse(via, {}) if via else None,
            **request,
        )

    return _find
