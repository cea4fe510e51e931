"""A list whose items have lists beneath them, such as comments and the answers to each.

a page of comments --> the answers to each of them, page by page --> the next page of comments
"""

import msgspec


class Place(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a walk stands: `next` page of the list, then; now the first of the `left` branches, at its page `at`."""

    next: str | None = None
    left: tuple[str, ...] = ()
    at: str | None = None

    @property
    def branch(self) -> str | None:
        """Give the item whose branch is walked now; None where it is the list itself."""
        return self.left[0] if self.left else None

    def onward(self, following: str | None, found: list[str]) -> str | None:
        """Return the cursor after a page that names a `following` one and items with more beneath; None at the end."""
        if self.branch is None:
            place = Place(next=following, left=tuple(found))
        else:
            place = Place(next=self.next, left=self.left if following else self.left[1:], at=following)
        return None if place == Place() else msgspec.json.encode(place).decode()


def place_of(cursor: str | None) -> Place:
    """Return the place that a cursor of `onward` names; one of an earlier version is a page of the list."""
    if cursor is None:
        return Place()
    return msgspec.json.decode(cursor, type=Place) if cursor.startswith("{") else Place(next=cursor)
