"""The cursors that a walk has passed, as far back as matters and no further: a run lasts for months."""

from hashlib import blake2b

_REMEMBERED = 50_000


class Trail:
    """Remember cursors; a circle of up to 50,000 pages is noticed on its first round, whatever was passed before."""

    def __init__(self, remembered: int = _REMEMBERED) -> None:
        self._remembered = remembered
        self._lately: set[bytes] = set()
        self._before: set[bytes] = set()

    def has(self, cursor: str) -> bool:
        """Tell whether a cursor was passed, and remember it from now on."""
        short = blake2b(cursor.encode(), digest_size=12).digest()
        if short in self._lately or short in self._before:
            return True
        if len(self._lately) >= self._remembered:
            self._lately, self._before = set(), self._lately
        self._lately.add(short)
        return False
