"""Which posts tell the same story, at levels that are never merged.

post.text --> tokens --> texts (each once, no boilerplate) --> fingerprints --> candidates --> alike --> clusters
                                                                                                            |
post_url ---> link_level (one article page, one narrative)                        words (narrative_post) <--+
                    |                                                                |
                    +------------------> describe (labels, counts, flags) <----------+ --> listing
"""

from graphs.narratives.describe import describe
from graphs.narratives.link_level import find_link_level
from graphs.narratives.listing import explain, history, narratives
from graphs.narratives.words import find_words_level

__all__ = ["describe", "explain", "find_link_level", "find_words_level", "history", "narratives"]
