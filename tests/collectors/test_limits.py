"""Limits: buckets, pauses, budgets and prices, with a clock that the tests move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collectors.limits import LONGEST_WAIT, Bucket, Budget, Spent, pause, prices
from collectors.platforms.base import Rate
from collectors.wire import reset_of

NOW = 1_714_521_600_000


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> int:
        return self.now


@given(st.integers(1, 20), st.floats(0.5, 100), st.lists(st.floats(0, 5), min_size=1, max_size=60))
def test_a_bucket_never_lets_more_through_than_its_rate(requests: int, seconds: float, gaps: list[float]) -> None:
    """In any span of time no more requests than the bucket holds and what has flowed in since."""
    clock = Clock()
    bucket = Bucket(Rate(requests=requests, seconds=seconds), clock)
    made: list[int] = []
    for gap in gaps:
        clock.now += round(1000 * gap)
        while (wait := bucket.take()) > 0:
            clock.now += round(1000 * wait)
        made.append(clock.now)
    for first in range(len(made)):
        for last in range(first, len(made)):
            span = (made[last] - made[first]) / 1000
            assert last - first + 1 <= requests + span * requests / seconds + 1.001


def test_the_word_of_the_server_goes_before_the_bucket() -> None:
    """Nothing remains until the reset: the bucket waits for it, though it has tokens; an absurd reset is bounded."""
    clock = Clock()
    bucket = Bucket(Rate(requests=100, seconds=100), clock)
    bucket.heed(0, NOW + 30_000)
    assert bucket.take() == 30
    bucket.heed(0, NOW + 10**12)
    assert bucket.take() == LONGEST_WAIT
    clock.now -= 10**9
    assert bucket.take() == LONGEST_WAIT
    other = Bucket(Rate(requests=100, seconds=100), clock)
    other.heed(5, NOW + 30_000)
    assert other.take() == 0


@pytest.mark.parametrize(
    ("until", "turn", "expected"),
    [
        (NOW + 90_000, 0, 90),
        (NOW + 10**12, 0, LONGEST_WAIT),
        (None, 0, 60),
        (None, 2, 240),
        (None, 11, LONGEST_WAIT),
        (NOW - 5, 0, 5),
        (NOW - 5, 3, 40),
    ],
)
def test_a_pause_is_what_makes_sense(until: int | None, turn: int, expected: float) -> None:
    """Named, absurd, absent and past moments; each further refusal doubles what nobody named."""
    assert pause(until, NOW, turn) == expected


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ({"retry-after": "30"}, NOW + 30_000),
        ({"retry-after": "Wed, 01 May 2024 00:01:00 GMT"}, NOW + 60_000),
        ({"retry-after": "soon"}, None),
        ({"x-rate-limit-reset": str(NOW // 1000 + 5)}, NOW + 5_000),
        ({"x-ratelimit-reset": "2024-05-01T00:02:00.000000Z"}, NOW + 120_000),
        ({"ratelimit-reset": "7"}, NOW + 7_000),
        ({"x-rate-limit-reset": "nan"}, None),
        ({"x-rate-limit-reset": "soon"}, None),
        ({"retry-after": "1e999"}, None),
        ({}, None),
    ],
)
def test_resets_are_read_in_every_form(headers: dict[str, str], expected: int | None) -> None:
    """Seconds, dates, unix times, ISO times; nonsense is no moment."""
    assert reset_of(headers, NOW) == expected


def test_a_budget_of_money_is_never_overdrawn() -> None:
    """The next page must fit into what is left; the hint of a page's size follows the money."""
    budget = Budget(millionths=1_000_000)
    spent = Spent(millionths=900_000)
    assert spent.stops(budget, 100_000) == ""
    assert "1 USD" in spent.stops(budget, 100_001)
    assert spent.most(budget, 10_000) == 10
    assert spent.most(Budget(posts=7), 10_000) == 7
    assert spent.most(Budget(), 10_000) is None


def test_prices_have_their_date_and_are_exact() -> None:
    """A post of X is half a cent; what has no price costs nothing."""
    assert prices().of({"x.post": 100, "x.user": 3, "harbour.ferry": 9}) == 530_000
    assert len(prices().dated) == 10
