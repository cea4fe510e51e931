"""Reddit's interface: a token first, then listings."""

from speaking import Speaker, answer, retry_after

from collectors.platforms.reddit import PLATFORM

SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: ("harbour",),
    place=lambda asked: None if "access_token" in asked.path else int(asked.query.get("after", "p0").removeprefix("p")),
    aside=lambda asked: answer({"access_token": "t", "token_type": "bearer", "expires_in": 86400, "scope": "*"}),
    page=lambda samples, at, following: answer(
        {
            "kind": "Listing",
            "data": {
                "after": None if following is None else f"p{following}",
                "children": [
                    {
                        "kind": "t3",
                        "data": {
                            "id": f"a{one.number}",
                            "name": f"t3_a{one.number}",
                            "author": "mole",
                            "author_fullname": "t2_mole",
                            "created_utc": one.at // 1000,
                            "subreddit": "ambria",
                            "title": "Port",
                            "selftext": one.text,
                            "is_self": True,
                        },
                    }
                    for one in samples
                ],
            },
        }
    ),
    post_id=lambda sample: f"reddit:t3_a{sample.number}",
    secrets={"REDDIT_CLIENT_ID": "planted-reddit-id", "REDDIT_CLIENT_SECRET": "planted-reddit-secret"},
    limited=retry_after,
    spent=answer({"message": "Payment Required", "error": 402}, 402),
    denied=answer({"message": "Unauthorized", "error": 401}, 401),
    before=1,
)
