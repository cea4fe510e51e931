"""The invented site of the example platform."""

import sys
from pathlib import Path

from speaking import Speaker, answer, retry_after

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "examples"))
from own_platform import PLATFORM

SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: ("ferry",),
    place=lambda asked: int(asked.query.get("after", "p0").removeprefix("p")),
    page=lambda samples, at, following: answer(
        {
            "posts": [
                {"post_id": str(one.number), "actor_id": "mole", "published_at": one.iso, "text": one.text}
                for one in samples
            ],
            "after": None if following is None else f"p{following}",
        }
    ),
    post_id=lambda sample: f"harbour:{sample.number}",
    secrets={"HARBOUR_KEY": "planted-harbour-secret"},
    limited=retry_after,
    spent=answer({"error": "no credit"}, 402),
    denied=answer({"error": "bad key"}, 401),
)
