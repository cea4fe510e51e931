"""Short names for the arrays that kernels work on."""

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt
import pyarrow as pa

U8: TypeAlias = npt.NDArray[np.uint8]
U32: TypeAlias = npt.NDArray[np.uint32]
U64: TypeAlias = npt.NDArray[np.uint64]
I16: TypeAlias = npt.NDArray[np.int16]
I32: TypeAlias = npt.NDArray[np.int32]
I64: TypeAlias = npt.NDArray[np.int64]
F32: TypeAlias = npt.NDArray[np.float32]
F64: TypeAlias = npt.NDArray[np.float64]
Flags: TypeAlias = npt.NDArray[np.bool_]

Bits: TypeAlias = Any  # an integer of a stated width inside a kernel, where numba's arithmetic is not that of the stubs


def laid(values: npt.NDArray[np.number[Any]]) -> pa.Array:
    """Lay numbers into Arrow without a copy; `pa.array` would import pandas first, a quarter of a second."""
    whole = np.ascontiguousarray(values)
    return pa.Array.from_buffers(pa.from_numpy_dtype(whole.dtype), len(whole), [None, pa.py_buffer(whole)])


def numbers(column: pa.Array | pa.ChunkedArray) -> npt.NDArray[Any]:
    """Return a column of numbers without nulls as an array, without asking pandas either."""
    whole = pa.concat_arrays(column.chunks) if isinstance(column, pa.ChunkedArray) and column.chunks else column
    if not len(whole):
        return np.zeros(0, whole.type.to_pandas_dtype())
    held = np.frombuffer(whole.buffers()[1], whole.type.to_pandas_dtype())
    return held[whole.offset : whole.offset + len(whole)]
