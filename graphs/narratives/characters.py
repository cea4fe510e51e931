"""Characters out of bytes, for every loop over texts as Arrow holds them."""

import numpy as np

from graphs.kernels import kernel
from graphs.narratives.arrays import U8, Bits


@kernel
def decode(data: U8, i: int) -> tuple[Bits, int]:
    """Return the code point at byte i and its width; the bytes are UTF-8."""
    b = np.int64(data[i])
    if b < 0x80:
        return b, 1
    if b < 0xE0:
        return (b & 0x1F) << 6 | np.int64(data[i + 1]) & 0x3F, 2
    if b < 0xF0:
        return (b & 0x0F) << 12 | (np.int64(data[i + 1]) & 0x3F) << 6 | np.int64(data[i + 2]) & 0x3F, 3
    high = (b & 0x07) << 18 | (np.int64(data[i + 1]) & 0x3F) << 12
    return high | (np.int64(data[i + 2]) & 0x3F) << 6 | np.int64(data[i + 3]) & 0x3F, 4
