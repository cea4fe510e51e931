"""Write down which loops a first case compiles, with their types, the longest first: whence/data/kernels.tsv.

    python benchmarks/record_kernels.py

Runs the demonstration with an empty numba cache. What is not on the list is compiled when it is
called.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

OURS = ("graphs.", "viz.", "whence.")


def short(types: str) -> str:
    """Write arrays as numba reads them: `int64[:, ::1]`."""
    types = types.replace("Array(bool,", "Array(b1,")
    return re.sub(
        r"Array\((\w+), (\d), 'C', False, aligned=True\)",
        lambda found: f"{found[1]}[{':, ' * (int(found[2]) - 1)}::1]",
        types,
    )


def record(out: Path) -> list[tuple[float, str, str, str]]:
    """Return seconds, module, name and types of each loop that was compiled for a call from Python."""
    from numba.core import event

    class Outermost(event.Listener):
        def __init__(self) -> None:
            self.began: list[float] = []
            self.found: list[tuple[float, str, str, str]] = []

        def on_start(self, happened: event.Event) -> None:
            self.began.append(time.process_time())

        def on_end(self, happened: event.Event) -> None:
            seconds = time.process_time() - self.began.pop()
            if not self.began:
                function = happened.data["dispatcher"].py_func
                types = str(happened.data["args"])
                self.found.append((seconds, function.__module__, function.__qualname__, types))

    listener = Outermost()
    with event.install_listener("numba:compile", listener):
        from whence.demo import demo

        demo(out)
    return listener.found


def main() -> None:
    """Record, print, write."""
    from whence.kernels import LISTED

    with tempfile.TemporaryDirectory() as folder:
        found = sorted(record(Path(folder) / "demo"), reverse=True)
    for seconds, module, name, _ in found:
        print(f"{seconds:6.2f} s  {module}.{name}")
    lines = ["\t".join((module, name, short(types))) for _, module, name, types in found if module.startswith(OURS)]
    LISTED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if "NUMBA_CACHE_DIR" in os.environ:
        main()
    else:
        with tempfile.TemporaryDirectory() as cache:
            subprocess.run([sys.executable, *sys.argv], env={**os.environ, "NUMBA_CACHE_DIR": cache}, check=True)
