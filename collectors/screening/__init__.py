"""Keep out what is to be forgotten: from records, from archived lines, from the archive as it stands.

    Gone: id -> bool      (Marks: keyed hashes of forgotten ids; or a set of ids)
      |
      +-- records    a post goes, with what reposts it; others lose what points at it
      +-- lines      a raw item without it, or a marker where nothing else was in the item
      +-- parts      the parts of an archive written anew, and their hash chain

An import screens what it reads; an erasure screens what was read before. Both take the same way.
"""

from collections.abc import Callable

from collectors.screening.lines import screened
from collectors.screening.marks import Marks, mark_of
from collectors.screening.parts import Rewriting, rewrite

Gone = Callable[[str], bool]

__all__ = ["Gone", "Marks", "Rewriting", "mark_of", "rewrite", "screened"]
