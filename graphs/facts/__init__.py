"""What a text asserts, slot by slot: language-light, and every slot traceable to its place in the text.

text --tokens--> words with their roles in the language's lexicon (graphs/data/facts/<language>.toml)
                   |
                   +-- dates, numbers, names      anchors: they tie texts across languages
                   +-- marks                      negation, modality, hedges
                   +-- speakers                   who is said to have said it
"""

from graphs.facts.fact import ANCHORS, SLOTS, Fact, Kind
from graphs.facts.finding import Reading, anchor_keys, find_anchors, find_facts, read
from graphs.facts.lexicon import facts_digest, languages
from graphs.facts.spelling import name_likeness

__all__ = [
    "ANCHORS",
    "SLOTS",
    "Fact",
    "Kind",
    "Reading",
    "anchor_keys",
    "facts_digest",
    "find_anchors",
    "find_facts",
    "languages",
    "name_likeness",
    "read",
]
