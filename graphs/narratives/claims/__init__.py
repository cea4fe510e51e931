"""Which posts make the same claim, in other words or in another language.

words narratives, other texts --units--> distinct texts, the earliest first
                                              |
            wording (hashed n-grams)  anchors (facts, pages, tags, media)  meaning (a model, where one is named)
                                              |
            sparse, dense: nearest earlier texts in a time window --scoring--> pairs with a score and a reason
                                              |
            ties (a weak pair needs a third text) --clusters--> claims --labels--> narrative_post, claim
"""

from graphs.narratives.claims.embedder import Dense, Embedder, Levels, Sparse, Vectors
from graphs.narratives.claims.level import VERSION, find_claim_level
from graphs.narratives.claims.models import load_embedder
from graphs.narratives.claims.offline import HashedGrams

__all__ = [
    "VERSION",
    "Dense",
    "Embedder",
    "HashedGrams",
    "Levels",
    "Sparse",
    "Vectors",
    "find_claim_level",
    "load_embedder",
]
