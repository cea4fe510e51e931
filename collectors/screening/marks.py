"""Forgotten ids are known by a keyed hash alone, so that the list of them names nobody."""

import hashlib
from collections.abc import Iterable


def mark_of(qualified: str, salt: str) -> str:
    """Return the mark of an id: 32 hexadecimal digits of BLAKE2b under the case's salt."""
    return hashlib.blake2b(
        qualified.encode("utf-8", "surrogatepass"), key=salt.encode()[:64], digest_size=16
    ).hexdigest()


class Marks:
    """Tell whether an id bears a mark; empty marks are false."""

    def __init__(self, marks: Iterable[str], salt: str) -> None:
        self._marks, self._salt = frozenset(marks), salt

    def __call__(self, qualified: str) -> bool:
        return mark_of(qualified, self._salt) in self._marks

    def __bool__(self) -> bool:
        return bool(self._marks)
