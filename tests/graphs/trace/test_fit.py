"""The ancestry model fitted on parents that the platform names."""

import numpy as np
import pytest

from graphs.groups import parse
from graphs.trace.ancestry import Parameters
from graphs.trace.tracing import _open

HOUR = 3_600_000


def planted(alpha: float, count: int) -> tuple[list[dict], list[dict]]:
    """Plant narratives of posts with one text in which every reply's parent is drawn with that α."""
    rng = np.random.default_rng(2)
    posts = []
    for story in range(12):
        words = " ".join("".join(rng.choice(list("bdfgklmnprst"), 6)) for _ in range(12))
        hours = np.sort(rng.random(count) * 48) + 100 * story
        for k, at in enumerate(hours):
            one = {"post_id": f"x:{story * 1000 + k}", "actor_id": f"x:a{rng.integers(500)}", "at": int(at * HOUR),
                   "text": words}  # fmt: skip
            if k > 2:
                weight = (at - hours[:k] + Parameters().delta) ** -alpha
                one["reply_to"] = f"x:{story * 1000 + int(rng.choice(k, p=weight / weight.sum()))}"
            posts.append(one)
    return posts, [{"actor_id": f"x:a{k}", "role": "blogger", "country": "SO"} for k in range(500)]


def opened(store, plant, alpha, count):
    from graphs.build import build

    posts, actors = planted(alpha, count)
    plant(store, posts=posts, actors=actors)
    build(store)
    return _open(store, parse("role=outlet", {}), parse("role=blogger", {}), None, None, None, {}, 0)


def test_many_explicit_parents_give_the_slope_that_drew_them(case_store, plant):
    """Three hundred replies drawn with α = 2: the fit is near, its spread small, and its draws inside the range."""
    case = opened(case_store, plant, 2.0, 28)
    assert case.model.explicit >= 200
    assert case.model.centre.alpha == pytest.approx(2.0, abs=0.35)
    assert case.model.covariance[0, 0] ** 0.5 < 0.2
    assert all(0.2 <= one.alpha <= 3.0 for one in case.drawn)


def test_few_explicit_parents_leave_the_defaults(case_store, plant):
    """Under fifty the documented defaults stand, and the finding says that nothing was fitted."""
    case = opened(case_store, plant, 2.0, 6)
    assert case.model.explicit == 0
    assert case.model.centre == Parameters()
