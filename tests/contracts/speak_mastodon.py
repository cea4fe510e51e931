"""An instance of Mastodon, by Mastodon.py: a hashtag's timeline. Invented posts in the documented shape."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime

from loopback import JSON, Answer
from speaking import Sample, Speaker, answer

from collectors.platforms.mastodon import PLATFORM

ACCOUNT = {
    "id": "7",
    "username": "mole",
    "acct": "mole",
    "display_name": "The mole of Ambria",
    "url": "https://sea.example/@mole",
    "uri": "https://sea.example/users/mole",
    "note": "",
    "created_at": "2020-01-01T00:00:00.000Z",
    "followers_count": 3,
}


def post(one: Sample) -> dict[str, object]:
    return {
        "id": str(one.number),
        "uri": f"https://sea.example/users/mole/statuses/{one.number}",
        "url": f"https://sea.example/@mole/{one.number}",
        "created_at": one.iso,
        "content": f"<p>{one.text}</p>",
        "account": ACCOUNT,
        "reblog": None,
        "mentions": [],
        "tags": [],
        "media_attachments": [],
        "favourites_count": 2,
    }


def page(samples: Sequence[Sample], at: int, following: int | None) -> Answer:
    headers = dict(JSON)
    if following is not None:
        headers["Link"] = f'<https://sea.example/api/v1/timelines/tag/harbour?max_id=9{following}>; rel="next"'
    return Answer(body=json.dumps([post(one) for one in samples], ensure_ascii=False).encode(), headers=headers)


def limited(until: int | None) -> Answer:
    if until is None:
        return answer({"error": "Too many requests"}, 429)
    reset = datetime.fromtimestamp(until / 1000, UTC).strftime("%Y-%m-%dT%H:%M:%S.000000Z")
    return answer({"error": "Too many requests"}, 429, X_RateLimit_Reset=reset, X_RateLimit_Remaining="0")


SPEAKER = Speaker(
    platform=PLATFORM,
    kind="tag",
    targets=lambda count: ("sea.example/#harbour",),
    place=lambda asked: int(asked.query.get("max_id", "90")[1:]),
    page=page,
    post_id=lambda sample: f"mastodon:sea.example/users/mole/statuses/{sample.number}",
    secrets={"MASTODON_TOKENS": "sea.example=planted-mastodon-secret"},
    limited=limited,
    denied=answer({"error": "The access token was revoked"}, 401),
)
