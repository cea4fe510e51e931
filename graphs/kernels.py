"""One way to compile a loop: numba, cached on disk, IEEE arithmetic, typed for mypy."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar, cast

from numba import njit

P = ParamSpec("P")
R = TypeVar("R")


def kernel(function: Callable[P, R]) -> Callable[P, R]:
    """Compile a function over numpy arrays; no fast-math, so the same input gives the same bits."""
    return cast("Callable[P, R]", njit(cache=True, nogil=True, error_model="numpy")(function))
