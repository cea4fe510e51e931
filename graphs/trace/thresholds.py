"""The figures of the verdict, in one frozen place with a version that every finding carries."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Where the lines are drawn; docs/methods/verdict.md says why each is there.

    Times are hours, shares lie between 0 and 1, counts are actors unless their name says otherwise.
    """

    version: str = "2026-2"
    # what is one story
    story_citers: tuple[int, int] = (1, 2)  # the second where the first ties too much
    story_words: tuple[float, float] = (0.5, 0.7)
    story_tied: int = 50  # narratives that one page may tie
    story_narratives: int = 300
    # the documented route
    actors: int = 5
    own_actors: int = 3  # in the narrative itself, where its story holds
    own_documented: int = 1
    early_share: float = 0.15
    early_part: float = 1 / 3
    widely_cited: int = 3
    widely_citers: int = 2
    ahead_actors: int = 3
    ahead_share: float = 0.1
    contrast_narratives: int = 1
    contrast_share: float = 0.3  # of stories, where the leading side's coverage is unknown
    contrast_votes: int = 20
    reverse_stories: int = 4
    reverse_share: float = 0.5  # of these, before one without a sign of the reverse is in doubt as well
    citing_q: float = 0.05
    order_sure: float = 0.9
    copy_probability: float = 0.5
    shared_printers: int = 2
    shared_hours: float = 2.0
    # the inferred route
    wording_q: float = 0.05
    wording_carried: float = 0.75
    wording_actors: int = 5
    own_wording: float = 0.5
    own_wording_citers: int = 2
    own_wording_variants: int = 2
    # who counts once, or not at all
    feed_posts: int = 10
    feed_narratives: int = 3
    feed_share: float = 0.8
    feed_pages: int = 3
    coshare_window: float = 60.0  # seconds
    coshare_objects: int = 2
    wording_letters: int = 20
    # clocks
    clock_hours: float = 1.0
    date_hours: float = 14.0
    date_width: float = 20.0  # an interval at least so wide is a date
    # selection
    selected_left: int = 10  # posts
    around_hours: float = 72.0
    seen_share: float = 0.2  # of a story's actors, by words of their own
    elsewhere_share: float = 1.0  # actors elsewhere, for each actor of the link narrative
    linked_share: float = 0.98
    linked_posts: int = 100  # posts
    linked_narratives: int = 10
    # separate
    separate_posts: int = 20  # posts of each side together
    separate_actors: int = 5
    separate_fewer: int = 3  # actors of the smaller side
    separate_coverage: float = 0.5
    separate_documented: float = 0.2
    dated_share: float = 0.2  # posts without an hour, before the grade falls


THRESHOLDS = Thresholds()
