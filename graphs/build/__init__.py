"""From posts to links and narratives, step by step; a step whose inputs have not changed is not run again.

registry --> languages --> observed --> words level --> link level --> named --> copies --> claim level --> narratives
(roles)      (post.lang)   (reference,  (narrative_post)               (attribution) (copy)                (labels,
                            citation)                                                                       flags)
"""

from dataclasses import dataclass, field
from functools import partial

from collectors.language import DETECTOR_VERSION
from graphs.actors import apply_registry
from graphs.build.copies import find_copies
from graphs.build.languages import find_languages
from graphs.build.named import find_named
from graphs.build.observed import find_observed
from graphs.build.patterns import patterns_digest
from graphs.build.steps import Step, run_steps
from graphs.facts import facts_digest
from graphs.narratives import describe, find_link_level, find_words_level
from graphs.narratives.claims import VERSION as CLAIMS_VERSION
from graphs.narratives.claims import Embedder, HashedGrams, find_claim_level
from graphs.narratives.words import VERSION as WORDS_VERSION
from graphs.quotes.phrases import find_phrases, rules
from graphs.short_links import apply as apply_short_links
from graphs.store import Store

__all__ = ["BuildSummary", "build"]

STEPS = (
    Step("languages", 1, find_languages, reads=("texts", "declared"), parameters=str(DETECTOR_VERSION)),
    Step("observed links", 1, find_observed, reads=("posts", "references", "actors")),
    Step(
        "words narratives", WORDS_VERSION, find_words_level, reads=("posts", "texts", "references", "houses"),
        seeded=True,
    ),
    Step("link narratives", 1, find_link_level, reads=("posts", "references")),
    Step(
        "attribution links", 1, find_named, reads=("texts", "actors"), parameters=patterns_digest(),
        after=("observed links", "words narratives", "link narratives"),
    ),
    Step("quoted phrases", 1, find_phrases, reads=("posts", "texts"), parameters=rules()),
    Step("copy links", 1, find_copies, after=("words narratives",)),
)  # fmt: skip
DESCRIPTIONS = Step(
    "narratives", 2, describe, reads=("actors", "languages"),
    after=("languages", "words narratives", "link narratives", "claim narratives"),
)  # fmt: skip


OFFLINE = HashedGrams()


@dataclass(frozen=True)
class BuildSummary:
    """What a build left: posts that analyses read, links by evidence, narratives by level, steps not run again.

    `erased` counts by table what the retention limit of the case took before.
    """

    posts: int
    links: dict[str, int]
    narratives: dict[str, int]
    reused: tuple[str, ...]
    erased: dict[str, int] = field(default_factory=dict)


def build(store: Store, *, seed: int = 0, embedder: Embedder | None = OFFLINE) -> BuildSummary:
    """Bring links and narratives up to date with the posts; saved findings go when either has changed.

    `embedder` compares texts at the claim level; without one there is no claim level. Each step is one transaction:
    a build that is cut short goes on where it stopped.
    """
    apply_short_links(store)
    apply_registry(store)
    reused = run_steps(store, (*STEPS, _claims(embedder), DESCRIPTIONS), seed)
    return BuildSummary(
        posts=int(store.scalar("build/count_posts")),
        links=dict(store.sql("build/count_links").fetchall()),
        narratives=dict(store.sql("build/count_narratives").fetchall()),
        reused=reused,
    )


def _claims(embedder: Embedder | None) -> Step:
    return Step(
        "claim narratives", CLAIMS_VERSION, partial(find_claim_level, embedder=embedder),
        reads=("posts", "texts", "references"), after=("languages", "words narratives"), seeded=True,
        parameters=f"{embedder.name if embedder else 'off'} {facts_digest()}",
    )  # fmt: skip
