"""The site of a newspaper: one article a page."""

from collections.abc import Sequence
from html import escape

from loopback import Answer
from speaking import Sample, Speaker, retry_after

from collectors.platforms.articles import PLATFORM

WORDS = (
    "The council of the harbour said on Wednesday that the berths will open in the order in which they were built, "
    "and that the ferries will leave from the old pier until the last of them is ready for the boats of the islands."
)


def page(samples: Sequence[Sample], at: int, following: int | None) -> Answer:
    """Write an article."""
    (one,) = samples
    text = (
        f'<!DOCTYPE html><html lang="en"><head><title>{escape(one.text)}</title>'
        f'<meta property="og:title" content="{escape(one.text)}">'
        f'<meta property="article:published_time" content="{one.iso}">'
        f'<link rel="canonical" href="https://north.example/2024/s-{one.number}"></head>'
        f"<body><article><p>{WORDS}</p><p>{WORDS[::1]} Number {one.number}.</p></article></body></html>"
    )
    return Answer(body=text.encode(), headers={"Content-Type": "text/html; charset=utf-8"})


SPEAKER = Speaker(
    platform=PLATFORM,
    targets=lambda count: tuple(f"https://north.example/2024/story-number-{at}" for at in range(count)),
    place=lambda asked: None if asked.path == "/robots.txt" else int(asked.path.rpartition("-")[2]),
    aside=lambda asked: Answer(body=b"", status=404),
    page=page,
    post_id=lambda sample: f"web:north.example/2024/s-{sample.number}",
    limited=retry_after,
    follows_cursors=False,
    most=1,
    column="title",
    before=1,
)
