"""Intervals and coverage."""

import numpy as np
import pytest
from scipy.stats import norm

from graphs.build import build
from graphs.groups import materialise, parse
from graphs.trace.bounds import PostBounds, _critical, interval, share, share_by_actor
from graphs.trace.coverage import coverage
from graphs.trace.finding import Share


def posts(lower, estimate, upper, author):
    return PostBounds(
        lower=np.array(lower, float), estimate=np.array(estimate, float), upper=np.array(upper, float),
        author=np.array(author),
    )  # fmt: skip


def test_the_critical_value_runs_from_two_sided_to_one_sided():
    """A point is covered with 1.645 standard errors, a wide interval's ends with 1.28 each (Imbens and Manski)."""
    assert _critical(0.0, 0.1) == pytest.approx(norm.ppf(0.95), abs=1e-6)
    assert _critical(5.0, 0.1) == pytest.approx(norm.ppf(0.90), abs=1e-6)
    middle = _critical(0.1, 0.1)
    assert norm.cdf(middle + 1.0) - norm.cdf(-middle) == pytest.approx(0.9)


def test_all_of_a_few_is_not_certainty():
    """Six of six documented leave room below; the whole group, counted, leaves none; many leave less."""
    six = posts([1] * 6, [1] * 6, [1] * 6, range(6))
    assert 0.5 < share(six, None, 1).low90 < 0.8
    assert share(six, 1.0, 1).low90 == 1.0
    assert share(posts([1] * 60, [1] * 60, [1] * 60, range(60)), None, 1).low90 > 0.95


def test_one_loud_author_counts_as_one_in_the_interval():
    """Sixty posts by one author tell no more than one author."""
    loud = share(posts([1] * 60, [1] * 60, [1] * 60, [0] * 60), None, 1)
    assert loud.low90 == pytest.approx(share(posts([1], [1], [1], [0]), None, 1).low90)


def test_the_interval_covers_a_drawn_share():
    """Authors drawn with a share of 0.3 documented: the interval holds 0.3 in about nine of ten samples or more."""
    rng = np.random.default_rng(4)
    held = 0
    for k in range(200):
        x = (rng.random(40) < 0.3).astype(float)
        found = share(posts(x, x, x, range(40)), None, k)
        held += found.low90 <= 0.3 <= found.high90
    assert held >= 170


def test_each_author_has_one_vote_by_actor():
    """Three posts of one author and one of another: one half each."""
    found = share_by_actor(posts([1, 1, 1, 0], [1, 1, 1, 0], [1, 1, 1, 0], [0, 0, 0, 1]))
    assert (found.lower, found.estimate, found.upper) == (0.5, 0.5, 0.5)


def test_nothing_to_count_has_no_share():
    """No post: no number."""
    empty = posts([], [], [], [])
    assert share(empty, None, 1).lower is None
    assert share_by_actor(empty).lower is None
    assert interval(np.array([np.nan, np.nan]), Share()) == (None, None)


def test_coverage_is_read_from_cited_pages_when_they_are_many(case_store, plant):
    """Of forty cited pages ten were collected; under thirty, or where cited pages were fetched, nothing is known."""
    outlet = {"actor_id": "web:north.example", "role": "outlet", "country": "NO", "domains": ["north.example"]}
    pages = [f"https://north.example/2024/story-{k}" for k in range(40)]
    seen = [
        {"post_id": f"web:{one.removeprefix('https://')}", "platform": "web", "actor_id": "web:north.example",
         "at": 1000 + k, "url": one, "text": f"story {k}"} for k, one in enumerate(pages[:10])
    ]  # fmt: skip
    citing = [
        {"post_id": f"x:{k}", "actor_id": f"x:a{k}", "at": 5000 + k, "urls": [one]} for k, one in enumerate(pages)
    ]
    plant(case_store, posts=seen + citing, actors=[outlet])
    build(case_store)
    source, target = parse("role=outlet", {}), parse("role=blogger", {})
    for name, group in (("source", source), ("target", target), ("via", source)):
        materialise(case_store, group, f"trace_{name}")
    case_store.sql("trace/actors")
    found = coverage(case_store, source, target, {})
    assert (found.source, found.source_method) == (0.25, "citations")
    assert (found.target, found.target_method) == (None, "unknown")
    given = coverage(case_store, source, target, {"role=outlet": 0.9})
    assert (given.source, given.source_method) == (0.9, "given")
    case_store.connection.execute("insert into run values ('r', 'articles', 1, '', '', 0, 0, 0, '')")
    assert coverage(case_store, source, target, {}).source is None


def test_the_spread_of_the_samples_stays_inside_the_bounds():
    """What no bound allows is not drawn, however the samples fell."""
    low, high = interval(np.linspace(0.0, 1.0, 101), Share(lower=0.2, upper=0.6))
    assert (low, high) == (0.2, 0.6)
