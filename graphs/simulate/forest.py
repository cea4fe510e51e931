"""Grow one story: who took it from whom and how, with the wording each post inherits.

Every post has at most one parent, earlier than itself; posts without one are roots. Times are hours from the start.
"""

from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from graphs.simulate.texts import Wording
from graphs.simulate.worlds import GROUPS, SOURCE, Group, World

Manner = Literal["root", "cite", "name", "repost", "hear"]
ARTICLES: tuple[Group, ...] = ("abroad", "agency", "outlet", "third")
_PAUSE = 0.05  # hours between a post and its earliest child
_SLOPE, _SOFT = 1.1, 0.5  # attention falls with age as (age + soft) ** -slope, after the heavy tails seen in reposting
_WINDOW = 400  # a child looks back on so many posts


@dataclass(slots=True)
class Draft:
    """One post as it truly came about, before anything is hidden."""

    number: int
    group: Group
    actor: int
    hour: float
    parent: int
    manner: Manner
    passage: str = ""
    text: str = ""
    title: str = ""
    links: list[int] = field(default_factory=list)
    names: int | None = None
    repost_of: int | None = None
    quote_of: int | None = None
    feed: bool = False


class Story:
    """Grow a story of about `size` posts in a world; `drafts` are in order of time."""

    def __init__(self, world: World, size: int, rng: np.random.Generator, wording: Wording) -> None:
        self.world, self.rng, self.wording = world, rng, wording
        self.agency_text = wording.lead()
        self.twin = Wording(rng, wording.language)
        self.twin.quote = wording.quote
        self.drafts: list[Draft] = []
        self._grow(size)
        self._add_feeds()

    def _grow(self, size: int) -> None:
        for group, hour in sorted(self.world.roots.items(), key=lambda root: (root[1], GROUPS.index(root[0]))):
            self._add(group, hour + 0.1 * float(self.rng.random()), -1)
        hours = np.sort(self._hours(size - len(self.drafts)))
        groups = self._groups(len(hours))
        for hour, group in zip(hours, groups, strict=True):
            self._follow(group, float(hour))
        self.drafts.sort(key=lambda draft: (draft.hour, draft.number))

    def _hours(self, count: int) -> np.ndarray:
        """Draw when posts appear: a rise, a long fall, and the quiet of two or three nights."""
        hours = self.rng.gamma(1.6, 14.0, size=4 * count + 20) + 0.6
        awake = 0.55 + 0.45 * np.cos((hours - 8.0) * 2 * np.pi / 24)
        return hours[self.rng.random(len(hours)) < awake][: max(count, 0)]

    def _groups(self, count: int) -> list[Group]:
        named = list(self.world.volume)
        weights = np.array([self.world.volume[group] for group in named])
        return [named[i] for i in self.rng.choice(len(named), size=count, p=weights / weights.sum())]

    def _follow(self, group: Group, hour: float) -> None:
        alone = self.chance(self.world.alone.get(group, 0.0)) and hour >= self.world.roots.get(group, 0.0)
        parent = None if alone else self._parent(group, hour)
        if parent is None and group not in self.world.roots:
            return  # nobody to hear it from yet
        self._add(group, hour, -1 if parent is None else parent)

    def _parent(self, group: Group, hour: float) -> int | None:
        recent = self.drafts[-_WINDOW:]
        listens = self.world.listens.get(group, {})
        weights = np.array([listens.get(d.group, 0.0) * max(d.hour + _PAUSE < hour, 0) for d in recent])
        if not weights.any():
            return None
        age = np.maximum(hour - np.array([d.hour for d in recent]), 0.0)
        weights *= (age + _SOFT) ** -_SLOPE
        return recent[int(self.rng.choice(len(recent), p=weights / weights.sum()))].number

    def _add(self, group: Group, hour: float, parent: int) -> None:
        number = len(self.drafts)
        draft = Draft(number=number, group=group, actor=self._actor(group), hour=hour, parent=parent, manner="root")
        self.drafts.append(draft)
        _write(draft, self)

    def _actor(self, group: Group) -> int:
        """Draw who posts: a few post often, most once."""
        return int(self.rng.integers(_MEMBERS[group]) * self.rng.random() ** 0.35)

    def wording_of(self, group: Group) -> Wording:
        """Return the wording of a group: the same for all, but where two stories only share a quotation."""
        return self.twin if self.world.twin and group in ("blogger", "outlet", "relay") else self.wording

    def chance(self, probability: float) -> bool:
        """Draw whether something of that probability happens."""
        return bool(self.rng.random() < probability)

    def article_before(self, hour: float, group: Group) -> int | None:
        """Draw an article of the group from before that hour, None when there is none."""
        found = [d.number for d in self.drafts if d.group == group and d.hour < hour and d.title]
        return found[int(self.rng.integers(len(found)))] if found else None

    def _add_feeds(self) -> None:
        """Add accounts that link to every article of the source side, or repost it, without reading."""
        articles = [d for d in self.drafts if d.group == SOURCE]
        for kind, count in (("feed", self.world.feeds), ("bot", self.world.bots)):
            for which in range(count):
                for article in articles:
                    self._add_feed(article, which if kind == "feed" else 1000 + which)
        self.drafts.sort(key=lambda draft: (draft.hour, draft.number))

    def _add_feed(self, article: Draft, which: int) -> None:
        self.drafts.append(
            Draft(
                number=len(self.drafts), group="blogger", actor=100_000 + which, parent=article.number, manner="cite",
                hour=article.hour + 0.2 + float(self.rng.random()), text=article.title, links=[article.number],
                feed=True,
            )
        )  # fmt: skip


_MEMBERS: dict[Group, int] = {"abroad": 10, "agency": 2, "relay": 14, "outlet": 5, "blogger": 400, "third": 5}


def _write(draft: Draft, story: Story) -> None:
    """Give a draft its manner, wording and links."""
    parent = story.drafts[draft.parent] if draft.parent >= 0 else None
    if parent is not None:
        draft.manner = _manner(draft, parent, story)
    if draft.manner == "repost" and parent is not None:
        draft.repost_of, draft.text, draft.links = parent.number, "", []
        return
    wording = story.wording_of(draft.group)
    draft.passage = _passage(draft, parent, story)
    _link(draft, parent, story)
    if draft.group in ARTICLES:
        draft.title = wording.title
        draft.text = f"{draft.passage} {wording.comment()}"
    elif draft.passage:
        draft.text = f"{wording.comment()} {draft.passage}"
    else:
        draft.text = wording.comment() if draft.links else wording.retelling()


def _manner(draft: Draft, parent: Draft, story: Story) -> Manner:
    world, article = story.world, parent.group in ARTICLES
    if not article and draft.group not in ARTICLES and story.chance(world.repost_rate):
        return "repost"
    if (article or parent.links or draft.group in ARTICLES) and story.chance(world.cite_rate):
        return "cite"
    return "name" if article and story.chance(world.name_rate) else "hear"


def _passage(draft: Draft, parent: Draft | None, story: Story) -> str:
    """Return the words that a later copy would inherit: shared text, the parent's edited, or own."""
    world, wording = story.world, story.wording_of(draft.group)
    if world.shared_text and story.chance(world.shared_by):
        return story.agency_text if world.shared_text == "agency" else f"{wording.quote} {wording.retelling()}"
    article = draft.group in ARTICLES
    inherits = parent is not None and bool(parent.passage)
    if inherits and parent is not None and story.chance(world.reprint_rate if article else world.copy_rate):
        return wording.reprinted(parent.passage) if article else wording.edited(parent.passage)
    return wording.lead() if article or parent is None else ""


def _link(draft: Draft, parent: Draft | None, story: Story) -> None:
    """Cite or name the parent; or link abroad out of habit, without having learnt it there."""
    world = story.world
    if parent is not None and draft.manner == "cite":
        draft.links = [parent.number] if parent.group in ARTICLES else list(parent.links)
        if draft.group in ARTICLES and parent.group not in ARTICLES:
            draft.quote_of = parent.number  # an article shows the post that it is about
    if parent is not None and draft.manner == "name":
        draft.names = parent.number
    if world.root_rate and draft.group in ("blogger", "relay") and not draft.links and story.chance(world.root_rate):
        draft.links = _article_behind(parent, story)
    if draft.group == "blogger" and not draft.links:
        late = world.late_citations if draft.hour > 24 else 0.0
        if story.chance(world.habit + late):
            abroad = story.article_before(draft.hour, "abroad")
            draft.links = [] if abroad is None else [abroad]


def _article_behind(parent: Draft | None, story: Story) -> list[int]:
    """Return the nearest article that a post goes back to."""
    while parent is not None and parent.group not in ARTICLES:
        parent = story.drafts[parent.parent] if parent.parent >= 0 else None
    return [] if parent is None else [parent.number]


def descends(drafts: list[Draft], group: Group) -> np.ndarray:
    """Tell for each post, by number, whether an ancestor of the group exists in the full forest."""
    by_number = {draft.number: draft for draft in drafts}
    known = np.zeros(len(drafts), dtype=bool)
    for draft in drafts:  # in order of time, so a parent is settled before its children
        if draft.parent >= 0:
            known[draft.number] = by_number[draft.parent].group == group or known[draft.parent]
    return known
