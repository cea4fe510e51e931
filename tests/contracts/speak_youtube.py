"""YouTube's Data API: a search."""

from email.utils import formatdate

from speaking import Speaker, answer

from collectors.platforms.youtube import PLATFORM


def reason(code: int, named: str) -> dict[str, object]:
    """Give an error as Google's interfaces do."""
    return {"error": {"code": code, "message": "no", "errors": [{"reason": named, "domain": "youtube"}]}}


SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: ("harbour",),
    place=lambda asked: int(asked.query.get("pageToken", "p0").removeprefix("p")),
    page=lambda samples, at, following: answer(
        {
            "kind": "youtube#searchListResponse",
            "items": [
                {
                    "kind": "youtube#searchResult",
                    "id": {"kind": "youtube#video", "videoId": f"v{one.number}"},
                    "snippet": {"publishedAt": one.iso, "channelId": "UCmole", "description": one.text, "title": "t"},
                }
                for one in samples
            ],
            **({} if following is None else {"nextPageToken": f"p{following}"}),
        }
    ),
    post_id=lambda sample: f"youtube:v{sample.number}",
    secrets={"YOUTUBE_KEY": "planted-youtube-secret"},
    limited=lambda until: answer(
        reason(403, "rateLimitExceeded"),
        403,
        **({} if until is None else {"Retry_After": formatdate(until // 1000, usegmt=True)}),
    ),
    spent=answer(reason(403, "quotaExceeded"), 403),
    denied=answer(reason(400, "keyInvalid"), 400),
)
