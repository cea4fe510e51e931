"""GDELT's DOC interface: no pages, one answer a question."""

from speaking import Speaker, answer, retry_after

from collectors.platforms.gdelt import PLATFORM

SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: tuple(f"harbour{at}" for at in range(count)),
    place=lambda asked: int(asked.query["query"].removeprefix("harbour")),
    page=lambda samples, at, following: answer(
        {
            "articles": [
                {
                    "url": f"https://north.example/2024/s-{one.number}",
                    "title": one.text,
                    "seendate": one.iso[:19].replace("-", "").replace(":", "") + "Z",
                    "domain": "north.example",
                    "language": "English",
                    "sourcecountry": "Ambria",
                    "socialimage": "",
                }
                for one in samples
            ]
        }
    ),
    post_id=lambda sample: f"web:north.example/2024/s-{sample.number}",
    limited=retry_after,
    follows_cursors=False,
)
