"""Whether a query names a group."""

import pytest

from graphs.trace.selection import names

TERMS = {
    "domain": frozenset({"north-times.example"}),
    "handle": frozenset({"northtimes"}),
    "name": frozenset({"north times", "herald"}),
}


@pytest.mark.parametrize(
    "query",
    [
        "url:north-times.example lang:en",
        "https://www.north-times.example/2024/story",
        "from:NorthTimes fish",
        "fish market OR @northtimes",
        '"North Times" market',
        "herald",
        "search-north-times.example.csv",
        "exports/north-times.example.jsonl.gz",
    ],
)
def test_a_query_that_names_the_group_selects(query: str) -> None:
    """By domain, address, handle or outlet's name, in any case; a file's name by its domain."""
    assert names(query, TERMS)


@pytest.mark.parametrize(
    "query",
    ["fish market eastmere", "north of times", "another-north-times.example2", "herald.csv", "northtimes.jsonl", ""],
)
def test_other_queries_do_not(query: str) -> None:
    """Parts of a name, other domains, and words in the name of a file select nothing."""
    assert not names(query, TERMS)
