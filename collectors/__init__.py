"""The outside world, turned into records.

    files, pages --importers--> Post, Actor, Reference, PostUrl ... --Sink--> (the store, in graphs)
                      |
                      +--> Skipped, with its reason

This package knows no graphs: it reads, normalises and hands on.
"""
