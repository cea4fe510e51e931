"""Who starts narratives, who carries them between groups, who takes them up late.

narrative_post, link, unseen --read--> Told (posts, seats, links) --play--> how often each seat starts, bridges, is late
                                                                                   |
     outlets and organisations by name, people only as roles and counts <--shares--+   (Parts)

A seat is one actor in one narrative.
"""

from graphs.parts.parts import Part, Parts, Share, document, parts, remember

__all__ = ["Part", "Parts", "Share", "document", "parts", "remember"]
