"""Records to store to links, narratives, traces and findings.

    Sink --> store --> build (links, narratives) --> measure (graphs)
                                   |
                                   +--> trace (bounds, ancestry, verdict) --> Finding

    simulate plants worlds whose truth is known.   people decides what a reader may see of a person.

This package knows no pages and reads no clock: chance and time are arguments.
"""
