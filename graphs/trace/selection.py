"""Which posts were reached only because a query named the other side, so that they cannot speak for it."""

import re
from collections.abc import Mapping
from itertools import combinations

import numpy as np
import numpy.typing as npt

from graphs.store.database import Store

_WORD = re.compile(r"[^\s\"'“”«»()\[\]{},;|/\\?&=#:@]+")
_HANDLE = re.compile(r"(?:@|\b(?:from|to|retweets_of|user|author|channel):\s*@?)([\w.\-]+)")
_FILE = re.compile(r"[^\s\"]+\.(?:csv|tsv|json|jsonl|ndjson|parquet|gz|zst|zip|xml|rss|atom|html?|txt)", re.IGNORECASE)
_KINDS = ("domain", "handle", "name")
_LONGEST_NAME = 5  # words
Terms = Mapping[str, frozenset[str]]


def selected(store: Store, run_ids: npt.NDArray[np.object_]) -> dict[str, npt.NDArray[np.bool_]]:
    """Tell for each row whether its run's query names the source group, and whether it names the target group."""
    queries = dict(store.sql("trace/runs").fetchall())
    rows = store.sql("trace/group_terms").fetchall()
    marked = {}
    for column, side in enumerate(("selected_by_source", "selected_by_target")):
        terms = {kind: frozenset(row[3] for row in rows if row[2] == kind and row[column]) for kind in _KINDS}
        naming = {run_id for run_id, query in queries.items() if names(query, terms)}
        marked[side] = np.fromiter((one in naming for one in run_ids), dtype=bool, count=len(run_ids))
    return marked


def names(query: str, terms: Terms) -> bool:
    """Tell whether a query holds a group's domain, a handle that it asks for, or the name of one of its outlets.

    The name of a file is read for domains alone. `terms` are in lower case, by kind: domain, handle, name.
    """
    lower = query.lower()
    is_file = "://" not in lower and _FILE.fullmatch(lower) is not None
    words = _WORD.findall(lower)
    if not terms["domain"].isdisjoint(_domains(words, is_file=is_file)):
        return True
    if is_file:
        return False
    phrases = {" ".join(words[i : i + n]) for n in range(1, _LONGEST_NAME + 1) for i in range(len(words))}
    return not terms["handle"].isdisjoint(_HANDLE.findall(lower)) or not terms["name"].isdisjoint(phrases)


def _domains(words: list[str], *, is_file: bool) -> set[str]:
    """Return whatever in the words could be a domain: `www.a.example` holds a.example.

    In the name of a file what stands before a dash or underscore may be another word: `search-a.example.csv`.
    """
    found = set()
    for word in words:
        parts = word.strip(".").split(".")
        for i, j in combinations(range(len(parts) + 1), 2):
            if j - i < 2:
                continue
            rest = ".".join(parts[i + 1 : j])
            heads = [parts[i][k:] for k in _starts(parts[i])] if is_file else [parts[i]]
            found |= {f"{head}.{rest}" for head in heads}
    return found


def _starts(label: str) -> list[int]:
    return [0, *(k + 1 for k, letter in enumerate(label) if letter in "-_")]
