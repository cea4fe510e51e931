"""Results of analyses stay in the case until what they were made from changes."""

import msgspec

from graphs.analyses import keep, kept
from graphs.build import build
from graphs.store import Store


class Counted(msgspec.Struct, frozen=True):
    """A result of an analysis."""

    pairs: int


def test_a_result_is_read_as_it_was_kept_and_replaced_by_a_later_one(case_store: Store) -> None:
    """One kind and name is one row; other kinds are not touched."""
    keep(case_store, "coordination", "url 60", Counted(1), version="1")
    keep(case_store, "coordination", "url 60", Counted(2), version="1")
    keep(case_store, "events", "url 60", Counted(3), version="1")
    assert kept(case_store, "coordination", Counted) == [Counted(2)]
    assert kept(case_store, "events", Counted) == [Counted(3)]


def test_a_build_that_changes_the_case_drops_its_results(case_store: Store) -> None:
    """Results of earlier posts do not stand beside later ones."""
    keep(case_store, "events", "topic", Counted(1), version="1")
    build(case_store)
    assert kept(case_store, "events", Counted) == []
