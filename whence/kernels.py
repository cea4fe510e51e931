"""Compile the loops that a first case needs, on all cores at once and before they are called.

Numba compiles a loop at its first call and keeps it on disk. From nothing that is most of a minute of one core, spread
over the first commands; side by side it is the time of the longest loop. Nothing depends on this: what is not compiled
here is compiled when it is called. `python benchmarks/record_kernels.py` writes the list anew.
"""

import hashlib
import importlib
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).parent
LISTED = HERE / "data" / "kernels.tsv"
MOST = 4  # processes; more would wait for the longest loop all the same


class Kernel(NamedTuple):
    """A compiled function and the types of its arguments, as numba writes them."""

    module: str
    name: str
    types: str


def listed() -> list[Kernel]:
    """Return the loops of a first case, the longest to compile first."""
    return [Kernel(*line.split("\t")) for line in LISTED.read_text(encoding="utf-8").splitlines()]


def compile_listed(jobs: int | None = None, *, tell: Callable[[str], None] | None = None) -> bool:
    """Compile what is listed in `jobs` processes (default: one a core, at most MOST); tell whether there was a need.

    One core gains nothing, and a folder that cannot be written keeps nothing: there nothing is done.
    """
    jobs = min(os.cpu_count() or 1, MOST) if jobs is None else jobs
    done = _stamp()
    if jobs < 2 or done.exists() or not os.access(done.parent, os.W_OK):
        return False
    if tell:
        tell("compiling loops for this processor, once")
    command = [sys.executable, "-m", "whence.kernels", str(jobs)]
    workers = [subprocess.Popen([*command, str(place)]) for place in range(jobs)]  # noqa: S603 - ourselves
    statuses = [worker.wait() for worker in workers]
    if not any(statuses):
        done.touch()
    return True


def _stamp() -> Path:
    """Name the file that says: these sources are compiled, by this Python and this numba, for this processor."""
    facts = [sys.version, version("numba"), platform.machine(), platform.processor(), LISTED.read_text("utf-8")]
    for module in sorted({kernel.module for kernel in listed()}):
        source = (HERE.parent / module.replace(".", "/")).with_suffix(".py")
        facts.append(f"{module} {source.stat().st_mtime_ns}" if source.exists() else module)
    folder = os.environ.get("NUMBA_CACHE_DIR") or HERE / "__pycache__"
    Path(folder).mkdir(parents=True, exist_ok=True)
    return Path(folder) / f"kernels-{hashlib.sha256(repr(facts).encode()).hexdigest()[:16]}.done"


def compile_share(jobs: int, place: int) -> None:
    """Compile every `jobs`-th listed loop, from `place` on."""
    from numba.core.sigutils import normalize_signature

    for kernel in listed()[place::jobs]:
        # compiled for a text, a loop would be kept under that text and not be found again
        types, _ = normalize_signature(kernel.types)  # type: ignore[no-untyped-call]
        getattr(importlib.import_module(kernel.module), kernel.name).compile(types)


def main(arguments: Sequence[str]) -> None:
    """Compile everything, or as one of the processes a share: the number of all, and which."""
    if arguments:
        compile_share(int(arguments[0]), int(arguments[1]))
    else:
        compile_listed()


if __name__ == "__main__":
    main(sys.argv[1:])
