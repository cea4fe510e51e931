"""Chance against enumeration and shuffles, habits against their definition, and worlds whose truth is known."""

from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphs.measure.coordination import coordinated
from graphs.measure.coordination.chance import incidence, meeting_chance, shuffle_tails, tail
from graphs.measure.coordination.configuration import configuration_tails, fit
from graphs.measure.coordination.controls import shuffle_times
from graphs.measure.coordination.eligible import eligible_pairs
from graphs.measure.coordination.habits import exchanged_delays
from graphs.measure.coordination.meetings import Meetings, meetings
from graphs.measure.coordination.near import lasting
from graphs.measure.coordination.origins import fit_origins
from graphs.measure.coordination.reading import read
from graphs.measure.coordination.shares import Shares
from graphs.measure.coordination.significance import adjusted, significance
from graphs.measure.coordination.together import meet, room, view
from graphs.simulate.coshares import CAUSES, Planted, coshare_world
from graphs.simulate.occasions import OCCASIONS, occasion_world


def shares_of(rows: list[tuple[int, int, int]]) -> Shares:
    return read(
        [
            {"object_id": f"o{o}", "account_id": f"a{a}", "content_id": f"c{k}", "timestamp_share": t}
            for k, (o, a, t) in enumerate(rows)
        ]
    )[0]


@given(st.lists(st.floats(0, 1), min_size=1, max_size=9), st.integers(0, 10))
def test_the_tail_of_unequal_coins_is_that_of_enumeration(chances: list[float], least: int) -> None:
    """All outcomes of up to nine coins, weighed and added up."""
    expected = sum(
        float(np.prod([p if up else 1 - p for p, up in zip(chances, outcome, strict=True)]))
        for outcome in product((0, 1), repeat=len(chances))
        if sum(outcome) >= least
    )
    found = tail(np.array(chances), len(chances), least, np.empty(len(chances) + 12))
    assert found == pytest.approx(expected, abs=1e-12)


def test_the_chance_to_meet_is_that_of_every_dealing() -> None:
    """Two objects, five shares each: p is the share of the 5!·5! dealings in which the pair meets as often."""
    times = ([0, 3, 50, 55, 300], [0, 8, 9, 100, 104])
    rows = [(o, a, t) for o, moments in enumerate(times) for a, t in enumerate(moments)]
    shares = shares_of(rows)
    for joint in (1, 2):
        met = Meetings(*(np.array([value], dtype=np.int32) for value in (0, 1, joint)))
        _, p = shuffle_tails(incidence(shares), meeting_chance(shares, 10_000), met)
        dealt = [[abs(m[0] - m[1]) <= 10 for m in permutations(moments)] for moments in times]
        expected = np.mean([one + other >= joint for one, other in product(*dealt)])
        assert p[0] == pytest.approx(expected)


def test_an_account_that_shared_an_object_often_is_never_given_too_little() -> None:
    """With three shares against two the chance used is at least that of all dealings."""
    moments = [0, 5, 40, 42, 90, 200, 203, 400]
    rows = [(0, a, t) for a, t in zip((0, 0, 0, 1, 1, 2, 3, 4), moments, strict=True)]
    shares = shares_of(rows)
    met = Meetings(*(np.array([value], dtype=np.int32) for value in (0, 1, 1)))
    _, p = shuffle_tails(incidence(shares), meeting_chance(shares, 5_000), met)
    places = list(combinations(range(8), 3))
    dealt = [
        any(abs(moments[i] - moments[j]) <= 5 for i in mine for j in theirs)
        for mine in places
        for theirs in combinations([k for k in range(8) if k not in mine], 2)
    ]
    assert p[0] >= np.mean(dealt)


def test_shuffles_of_the_times_agree_with_the_exact_chance() -> None:
    """Over 400 shuffles of a world, account pairs meet on as many objects as the chances add up to."""
    shares, _ = read(coshare_world("interests", np.random.default_rng(4)).shares)
    everybody = np.ones(len(shares), dtype=np.bool_)
    rng = np.random.default_rng(1)
    met = [len(meetings(shuffle_times(shares, rng), everybody, 60_000, least=1).one) for _ in range(40)]
    use, chance = incidence(shares), meeting_chance(shares, 60_000)
    every = meetings(shares, everybody, 1 << 60, least=1)
    _, once = shuffle_tails(use, chance, every._replace(objects=np.ones_like(every.objects)))
    assert np.mean(met) == pytest.approx(once.sum(), rel=0.03)


def test_the_configuration_model_keeps_degrees_and_its_tail_is_not_below_the_exact_one() -> None:
    """Expected degrees equal the observed; Poisson's tail is at least that of the unequal coins."""
    shares, _ = read(coshare_world("zones", np.random.default_rng(6)).shares)
    use, chance = incidence(shares), meeting_chance(shares, 60_000)
    model = fit(use, shares.objects)
    shared = np.outer(model.x, model.y)
    shared /= 1 + shared
    assert shared.sum(1) == pytest.approx(np.diff(use.bounds), rel=1e-6)
    met = Meetings(*(np.array(part, dtype=np.int32) for part in ([0, 5], [1, 9], [2, 3])))
    expected, p = configuration_tails(model, chance, met)
    for place, (a, b, joint) in enumerate(zip(*met, strict=True)):
        coins = shared[a] * shared[b] * chance
        assert expected[place] == pytest.approx(coins.sum())
        assert p[place] >= tail(coins, len(coins), int(joint), np.empty(len(coins) + 2))


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=1, max_size=12), st.integers(0, 60))
def test_exchanged_delays_are_counted_as_defined(delays: list[tuple[int, int]], window: int) -> None:
    """Every delay of the one against every delay of the other on another object."""
    one, other = (np.array(side, dtype=np.float64) for side in zip(*delays, strict=True))
    n = len(one)
    agreeing = sum(abs(one[o] - other[p]) <= 2 * window for o in range(n) for p in range(n) if o != p)
    assert exchanged_delays(one, other, window) == pytest.approx((agreeing + 1) / (n * (n - 1) + 1))


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 8)), min_size=1, max_size=40))
def test_eligible_pairs_share_two_objects(rows: list[tuple[int, int]]) -> None:
    """Counted by sweep, as every pair of sets gives it."""
    shares = shares_of([(o, a, 0) for o, a in rows])
    of = {a: {o for o, b in rows if b == a} for _, a in rows}
    expected = sum(len(of[a] & of[b]) >= 2 for a, b in combinations(of, 2))
    assert eligible_pairs(incidence(shares), shares.objects) == (expected, True)


def test_q_values_count_the_tests_that_are_not_listed() -> None:
    """Benjamini and Hochberg's step-up over 100 tests of which four are listed."""
    p = np.array([0.0004, 0.2, 0.0009, 0.002])
    everything = np.sort(np.concatenate([p, np.ones(96)]))
    rejected = max((k for k in range(1, 101) if everything[k - 1] <= 0.05 * k / 100), default=0)
    assert (adjusted(p, 100) <= 0.05).sum() == rejected == 2


def reporting(worlds):
    """Count the worlds in which any pair is significant."""
    count = 0
    for world in worlds:
        shares, _ = read(world)
        counted = lasting(shares, 60_000, 2, loops=False)
        count += bool(significance(shares, counted, 60_000).significant.any())
    return count


@pytest.mark.parametrize("cause", CAUSES)
def test_common_causes_alone_are_hardly_ever_flagged(cause: str) -> None:
    """Interests, fandoms, one wire, zones, amplifiers: at most one of eight worlds reports anything."""
    assert reporting(coshare_world(cause, np.random.default_rng([7, seed])).shares for seed in range(8)) <= 1


@pytest.mark.parametrize("cause", OCCASIONS)
def test_occasions_are_hardly_ever_flagged(cause: str) -> None:
    """Parties, breaking news, fixed delays, letters at eight, nights: at most one of six worlds reports anything."""
    assert reporting(occasion_world(cause, np.random.default_rng([17, seed])).shares for seed in range(6)) <= 1


def test_origins_are_found_behind_first_shares_that_come_late() -> None:
    """Outlets with fixed delays print ten texts, the quick ones only some: the fit gives back when each appeared."""
    rng = np.random.default_rng(2)
    delay = np.array([60, 200, 300, 500, 700, 900, 410, 420])
    printed = [np.flatnonzero((rng.random(8) < 0.6) | (np.arange(8) > 3)) for _ in range(10)]
    shares = shares_of([(o, int(a), 100_000 * o + int(delay[a])) for o in range(10) for a in printed[o]])
    seen = view(shares, 60_000)
    common, origin = room(seen), np.empty(10)
    count = meet(seen, 6, 7, common)
    nobody = np.zeros(8), np.zeros(8, dtype=np.int32)
    fit_origins(seen, 6, 7, 3_600_000, common, count, origin, *nobody)
    first = np.array([delay[printed[o]].min() * 1_000 for o in common.object[:count]])
    assert np.ptp(origin + first) < 20_000 < np.ptp(first)
    assert not nobody[0].any()


def test_planted_pairs_are_found_and_little_else() -> None:
    """Eight joint shares among ordinary accounts: at least 95 % found, at most 5 % of what is found is not planted."""
    found = false = planted = 0
    for seed, cause in enumerate(("interests", "zones", "everything", "fandoms")):
        world = coshare_world(cause, np.random.default_rng([8, seed]), planted=Planted(joint=8))
        edges = coordinated(world.shares, 60, significance=True).edges
        flagged = {(row["account_id"], row["account_id_y"]) for row in edges if row["significant"]}
        found, false = found + len(flagged & world.planted), false + len(flagged - world.planted)
        planted += len(world.planted)
    assert found >= 0.95 * planted
    assert false <= 0.05 * (found + false)


def test_a_window_chosen_from_the_data_is_paid_for() -> None:
    """The automatic window finds the planted minute, says why, and multiplies each p by the windows tried."""
    world = coshare_world("interests", np.random.default_rng(9), planted=Planted(joint=10))
    chosen = coordinated(world.shares, "auto", significance=True)
    assert 30 <= chosen.summary.window <= 120
    assert f"At {chosen.summary.window:g} s" in chosen.summary.window_reason
    given_ = coordinated(world.shares, chosen.summary.window, significance=True)
    free, paid = (np.array(r.edges.to_arrow().column("p_shuffle")) for r in (given_, chosen))
    assert np.allclose(paid, np.minimum(1, free * chosen.summary.tries))
    bare = coordinated(coshare_world("interests", np.random.default_rng(9)).shares, "auto").summary
    assert bare.window == 60
    assert "default" in bare.window_reason
