"""A file that hides one of our packages is named as the culprit."""

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("name", ["viz", "graphs", "collectors"])
def test_a_file_beside_the_script_is_named(name: str, tmp_path: Path) -> None:
    """A user's own viz.py stands in the way: one sentence says so, from the command line and from a script."""
    (tmp_path / f"{name}.py").write_text("answer = 42\n", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "whence", "new", "study"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 2
    assert f"{name}.py" in done.stderr and "Traceback" not in done.stderr
    assert not (tmp_path / "study").exists()
    (tmp_path / "script.py").write_text("import whence as wh\nwh.Case\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "script.py"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert f"{name}.py where Whence's own package" in done.stderr.splitlines()[-1]


def test_importing_whence_loads_nothing_heavy() -> None:
    """The front door opens without DuckDB, Arrow, numpy or numba."""
    script = (
        "import sys, whence; print([m for m in ('duckdb', 'pyarrow', 'numpy', 'numba', 'igraph') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
