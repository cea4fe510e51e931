"""Quotations and who says them, by the marks and speech verbs of each language.

data/attribution/<language>.toml --> Manner (marks, verbs)
                                        |
text --marks--> spans --speakers--> Quote(text, speaker, verb)
"""

from graphs.quotes.find import Quote, find_quotes

__all__ = ["Quote", "find_quotes"]
