"""What a collector sees of a story: posts are missed, clocks are wrong, dates lack an hour, articles are re-dated."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import numpy as np

from graphs.simulate import writing
from graphs.simulate.forest import ARTICLES, Draft, Story
from graphs.simulate.texts import render
from graphs.simulate.worlds import SOURCE, TARGET

_START = datetime(2024, 5, 1, 6, 0, tzinfo=UTC)
_DAYS_APART = 3
_EARLY = 12.0  # hours that `coverage_early` speaks of


def observe(
    story: Story, number: int, language: str, rng: np.random.Generator
) -> list[tuple[Draft, Mapping[str, str]]]:
    """Return the posts that are seen, each with its row of interchange columns."""
    view = _View(story, number, language, rng)
    return [(draft, view.row(draft)) for draft in story.drafts if view.sees(draft)]


class _View:
    """The collector's side of one story; chance is drawn in order of the posts' numbers."""

    def __init__(self, story: Story, number: int, language: str, rng: np.random.Generator) -> None:
        self.world, self.number, self.language = story.world, number, language
        self.start = _START + timedelta(days=_DAYS_APART * number)
        count = len(story.drafts)
        self.luck = rng.random(count)
        self.moved = rng.random(count)
        self.reach = rng.gamma(0.7, 30.0, size=count)
        self.by_number = {draft.number: draft for draft in story.drafts}

    def sees(self, draft: Draft) -> bool:
        """Tell whether the collector got this post."""
        world = self.world
        if draft.group == "agency" and world.hide_agency:
            return False
        if world.query and draft.group == TARGET and not any(self.by_number[n].group == SOURCE for n in draft.links):
            return False
        share = world.coverage.get(draft.group, 1.0)
        if draft.hour < _EARLY:
            share = min(share, world.coverage_early.get(draft.group, 1.0))
        return bool(self.luck[draft.number] < share)

    def row(self, draft: Draft) -> Mapping[str, str]:
        """Return a post as interchange columns."""
        article = draft.group in ARTICLES
        language = "norvan" if draft.group in self.world.translated and self.language != "norvan" else self.language
        links = [self.url(self.by_number[n]) for n in draft.links]
        named = "" if draft.names is None else f" According to {writing.outlet_name(self.by_number[draft.names])}."
        text = "" if draft.repost_of is not None else (render(draft.text, language) + named)
        return {
            "post_id": self.post_id(draft),
            "platform": "web" if article else writing.PLATFORM,
            "actor_id": writing.actor_id(draft.group, draft.actor),
            "published_at": self.time(draft),
            "kind": "article" if article else "post" if draft.repost_of is None else "repost",
            "text": text,
            "title": render(draft.title, language),
            "lang": "en" if language == "en" else "",
            "url": self.url(draft) if article else "",
            "urls": " ".join(links),
            "repost_of": "" if draft.repost_of is None else self.post_id(self.by_number[draft.repost_of]),
            "quote_of": "" if draft.quote_of is None else self.post_id(self.by_number[draft.quote_of]),
            "likes": "" if article else str(int(self.reach[draft.number])),
        }

    def time(self, draft: Draft) -> str:
        """Return the time that the post shows: to the second, or a date where the group gives no hour."""
        hour = draft.hour + self.world.offset.get(draft.group, 0.0)
        if draft.group == SOURCE and self.moved[draft.number] < self.world.edited:
            hour = -1.0 - 6.0 * float(self.moved[draft.number])  # edited later, the first date kept
        at = self.start + timedelta(seconds=round(3600 * hour))
        return at.strftime("%Y-%m-%d") if draft.group in self.world.day_only else at.strftime("%Y-%m-%dT%H:%M:%SZ")

    def post_id(self, draft: Draft) -> str:
        """Return the qualified id: the canonical URL of an article, else a number of the invented platform."""
        if draft.group in ARTICLES:
            return "web:" + self.url(draft).removeprefix("https://")
        return f"{writing.PLATFORM}:{(self.number + 1) * 1_000_000 + draft.number}"

    def url(self, draft: Draft) -> str:
        """Return the address of an article."""
        return (
            f"https://{writing.domain(draft.group, draft.actor)}/{self.start:%Y/%m}/story-{self.number}-{draft.number}"
        )
