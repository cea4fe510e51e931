"""Bluesky's AppView, by atproto's Client: search. Invented posts in the documented shape."""

from collections.abc import Sequence

from loopback import Answer
from speaking import Sample, Speaker, answer

from collectors.platforms.bluesky import PLATFORM

# a token without a signature that is valid until 2100
TOKEN = "eyJhbGciOiJub25lIn0.eyJleHAiOjQxMDI0NDQ4MDAsImlhdCI6MTcwMDAwMDAwMCwic3ViIjoieCIsInNjb3BlIjoieSJ9.cGxhbnRlZA"
DID = "did:plc:harbourmasterofambria234"


def post(one: Sample) -> dict[str, object]:
    return {
        "uri": f"at://{DID}/app.bsky.feed.post/{one.number}",
        "cid": "bafyreinvented",
        "author": {"did": DID, "handle": "harbour.ambria.example"},
        "record": {"$type": "app.bsky.feed.post", "text": one.text, "createdAt": one.iso},
        "indexedAt": one.iso,
        "likeCount": 2,
    }


def page(samples: Sequence[Sample], at: int, following: int | None) -> Answer:
    cursor = {} if following is None else {"cursor": f"c{following}"}
    return answer({"posts": [post(one) for one in samples], **cursor})


def limited(until: int | None) -> Answer:
    headers = {} if until is None else {"ratelimit_reset": str(until // 1000), "ratelimit_remaining": "0"}
    return answer({"error": "RateLimitExceeded", "message": "Rate Limit Exceeded"}, 429, **headers)


SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: ("harbour",),
    place=lambda asked: (
        None if "createSession" in asked.path else int(asked.query.get("cursor", "c0").removeprefix("c"))
    ),
    page=page,
    post_id=lambda sample: f"bluesky:{DID}/app.bsky.feed.post/{sample.number}",
    aside=lambda asked: answer(
        {
            "did": DID,
            "handle": "harbour.ambria.example",
            "accessJwt": TOKEN,
            "refreshJwt": TOKEN,
        }
    ),
    secrets={"BLUESKY_HANDLE": "harbour.ambria.example", "BLUESKY_APP_PASSWORD": "planted-bluesky-secret"},
    limited=limited,
    denied=answer({"error": "AuthenticationRequired", "message": "Invalid credentials"}, 401),
)
