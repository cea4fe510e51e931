"""What turns texts into vectors: a Protocol of one method, and the two forms that vectors take."""

from typing import NamedTuple, Protocol, TypeAlias

import pyarrow as pa

from graphs.narratives.arrays import F32, I64, U32


class Sparse(NamedTuple):
    """Rows of length one over many features: row i has `weights[starts[i]:starts[i + 1]]` at the same `features`.

    Features rise within a row; a row without any is all zero.
    """

    features: U32
    weights: F32
    starts: I64


Dense: TypeAlias = F32
"""A matrix whose rows have length one (or are zero, where there was nothing to embed)."""

Vectors: TypeAlias = Sparse | Dense


class Levels(NamedTuple):
    """How alike two texts must be, above what unrelated texts are: `weak` to count at all, `strong` to do so alone."""

    weak: float
    strong: float


class Embedder(Protocol):
    """A way to turn texts into vectors whose dot product says how much they mean the same.

    `name` says what made the vectors, version and all: a case is built again when it changes.
    """

    @property
    def name(self) -> str: ...

    @property
    def levels(self) -> Levels: ...

    def embed(self, texts: pa.Array) -> Vectors:
        """Return one row a text, in order; a null or empty text is a zero row."""
        ...
