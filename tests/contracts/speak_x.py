"""X API v2, by tweepy's Client: recent search. Invented posts in the documented shape."""

from collections.abc import Sequence

from loopback import Answer, Asked
from speaking import Sample, Speaker, answer

from collectors.platforms.x import PLATFORM


def post(one: Sample) -> dict[str, object]:
    return {
        "id": str(one.number),
        "text": one.text,
        "author_id": "7",
        "created_at": one.iso,
        "edit_history_tweet_ids": [str(one.number)],
        "public_metrics": {"retweet_count": 1, "reply_count": 0, "like_count": 2, "quote_count": 0},
    }


def page(samples: Sequence[Sample], at: int, following: int | None) -> Answer:
    meta: dict[str, object] = {"result_count": len(samples)}
    if following is not None:
        meta["next_token"] = f"t{following}"
    user = {"id": "7", "username": "harbourmaster", "name": "The harbour master of Ambria"}
    return answer({"data": [post(one) for one in samples], "includes": {"users": [user]}, "meta": meta})


def limited(until: int | None) -> Answer:
    body = {"title": "Too Many Requests", "detail": "Too Many Requests", "type": "about:blank", "status": 429}
    headers = {} if until is None else {"x_rate_limit_reset": str(until // 1000), "x_rate_limit_remaining": "0"}
    return answer(body, 429, **headers)


def place(asked: Asked) -> int | None:
    return int(asked.query.get("next_token", "t0").removeprefix("t"))


SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: ("harbour",),
    place=place,
    page=page,
    post_id=lambda sample: f"x:{sample.number}",
    secrets={"X_BEARER_TOKEN": "planted-x-secret"},
    limited=limited,
    spent=answer({"title": "CreditsDepleted", "detail": "Your account has no credits", "status": 402}, 402),
    denied=answer({"title": "Unauthorized", "detail": "Unauthorized", "status": 401}, 401),
)
