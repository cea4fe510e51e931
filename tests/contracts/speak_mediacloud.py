"""Media Cloud's search: pages of stories by token."""

from speaking import Speaker, answer, retry_after

from collectors.platforms.mediacloud import PLATFORM

SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: ("harbour collection:34412234",),
    place=lambda asked: int(asked.query.get("pagination_token", "p0").removeprefix("p")),
    page=lambda samples, at, following: answer(
        {
            "stories": [
                {
                    "id": str(one.number),
                    "url": f"https://north.example/2024/s-{one.number}",
                    "title": one.text,
                    "publish_date": one.iso[:10],
                    "indexed_date": one.iso.replace("Z", ""),
                    "language": "en",
                    "media_name": "North Times",
                    "media_url": "north.example",
                }
                for one in samples
            ],
            "pagination_token": None if following is None else f"p{following}",
        }
    ),
    post_id=lambda sample: f"web:north.example/2024/s-{sample.number}",
    secrets={"MEDIACLOUD_KEY": "planted-mediacloud-secret"},
    limited=retry_after,
    spent=answer({"note": "over quota"}, 402),
    denied=answer({"detail": "Invalid token."}, 401),
)
