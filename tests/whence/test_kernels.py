"""The loops that a first case needs are compiled before they are called."""

import importlib
import os
import subprocess
import sys

from numba.core.sigutils import normalize_signature

from whence.kernels import listed

CALL = """
import numpy as np
from {module} import {name}
{name}(np.ones(4, np.uint32), np.zeros(4, np.uint64))
print(sum({name}.stats.cache_hits.values()), sum({name}.stats.cache_misses.values()))
"""


def test_every_listed_loop_is_there_and_its_types_are_readable() -> None:
    """A renamed loop or a spoilt line of the list is found here, not by a newcomer's first minute."""
    for kernel in listed():
        assert hasattr(getattr(importlib.import_module(kernel.module), kernel.name), "py_func"), kernel
        assert normalize_signature(kernel.types)[0], kernel


def test_a_loop_compiled_ahead_is_taken_from_disk_when_it_is_called(tmp_path) -> None:
    """The process that compiles and the one that calls agree on the key under which numba keeps the loop."""
    rows = listed()
    place = next(i for i, row in enumerate(rows) if row.types == "(uint32[::1], uint64[::1])")
    kept = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    ahead = [sys.executable, "-m", "whence.kernels", str(len(rows)), str(place)]
    subprocess.run(ahead, env=kept, check=True)
    call = CALL.format(module=rows[place].module, name=rows[place].name)
    done = subprocess.run([sys.executable, "-c", call], env=kept, check=True, capture_output=True, text=True)
    assert done.stdout.split() == ["1", "0"]
