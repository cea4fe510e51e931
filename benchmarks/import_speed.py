"""What an import costs: CPU time and peak memory of the whole way (archive, hashes, language, addresses, tables).

    python benchmarks/import_speed.py SHARED_DATA [--lines 200000] [--write]

The input repeats the shapes of real payloads with new ids, new words in every text and new addresses, so that no
cache sees a text or an address twice that real input would not show twice. The yardstick is `orjson.loads` on the same
lines. Every figure is the CPU time (user and system, all threads) of a process of its own.
"""

import argparse
import json
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
_ID = re.compile(rb'"(\d{15,20})"')
_TEXT = re.compile(rb'"text": "')
_URL = re.compile(rb'("(?:expanded|unwound)_url": "[^"]*)"')
_STATUS_ID = re.compile(rb'("(?:id|uri|in_reply_to_id)": "[^"]*\d)"')
_CONTENT = re.compile(rb'"content": "<p>')
_LETTERS = "aeioubdgklmnprst"


def word(number: int) -> str:
    """Return a word that no other number gives."""
    letters = ""
    while True:
        number, at = divmod(number, len(_LETTERS))
        letters += _LETTERS[at]
        if number == 0:
            return f"w{letters}"


def again(line: bytes, turn: int) -> bytes:
    """Return a line of X posts with the ids, words and addresses of another turn."""
    line = _ID.sub(lambda match: b'"%d"' % (int(match[1]) + (turn << 8)), line)
    line = _TEXT.sub(b'"text": "%s ' % word(turn).encode(), line)
    return _URL.sub(rb'\1%s"' % f"/{word(turn)}".encode(), line)


def x_lines(source: Path, count: int) -> Iterator[bytes]:
    """Yield lines of X posts, turn after turn."""
    lines = source.read_bytes().splitlines()
    for number in range(count):
        turn, at = divmod(number, len(lines))
        yield again(lines[at], turn) + b"\n"


def mastodon_lines(folder: Path, count: int) -> Iterator[bytes]:
    """Yield statuses, turn after turn."""
    found: dict[str, bytes] = {}
    for path in sorted(folder.glob("*.json")):
        _statuses(json.loads(path.read_text(encoding="utf-8")), found)
    lines = [found[uri] for uri in sorted(found)]
    for number in range(count):
        turn, at = divmod(number, len(lines))
        line = _STATUS_ID.sub(rb'\g<1>%d"' % turn, lines[at])
        yield _CONTENT.sub(b'"content": "<p>%s ' % word(turn).encode(), line) + b"\n"


def _statuses(node: object, found: dict[str, bytes]) -> None:
    if isinstance(node, dict):
        if {"id", "created_at", "account", "content", "uri"} <= set(node):
            found.setdefault(node["uri"], json.dumps(node).encode())
        for value in node.values():
            _statuses(value, found)
    elif isinstance(node, list):
        for value in node:
            _statuses(value, found)


def gdelt_lines(folder: Path, count: int) -> Iterator[bytes]:
    """Yield records of GDELT GKG, turn after turn."""
    with zipfile.ZipFile(next(folder.glob("*.zip"))) as archive:
        lines = archive.read(archive.namelist()[0]).splitlines()
    for number in range(count):
        turn, at = divmod(number, len(lines))
        fields = lines[at].split(b"\t")
        fields[4] += f"/{word(turn)}".encode()
        yield b"\t".join(fields) + b"\n"


def csv_lines(source: Path, count: int) -> Iterator[bytes]:
    """Yield rows of an interchange file that hold the texts of the X posts."""
    texts = [json.loads(line)["text"].replace('"', "'") for line in source.read_bytes().splitlines()]
    yield b"post_id,platform,actor_id,published_at,text,url,likes\n"
    for number in range(count):
        turn, at = divmod(number, len(texts))
        row = f'{number},forum,{number % 9973},2024-05-01T10:00:00Z,"{word(turn)} {texts[at]}",,{at}\n'
        yield row.encode()


def orjson_seconds(path: Path) -> tuple[float, float]:
    """Return the CPU seconds that `orjson.loads` takes on the lines of a file, reading not included, the best of two.

    First where each value is dropped at once, then where those of about 2,000 lines are held in a list.
    """
    code = (
        "import sys, time, orjson\n"
        "def drop(lines):\n"
        "    for line in lines: orjson.loads(line)\n"
        "def hold(lines):\n"
        "    return [orjson.loads(line) for line in lines]\n"
        "for way in (drop, hold):\n"
        "    best = 1e9\n"
        "    for _ in range(2):\n"
        "        spent = 0.0\n"
        "        with open(sys.argv[1], 'rb') as file:\n"
        "            while lines := file.readlines(1 << 24):\n"
        "                start = time.process_time()\n"
        "                way(lines)\n"
        "                spent += time.process_time() - start\n"
        "        best = min(best, spent)\n"
        "    print(best)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], check=True, capture_output=True, text=True)
    dropped, held = map(float, done.stdout.split())
    return dropped, held


class _NoPandas:
    """Finds nothing under the name of pandas, as a core install would not."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> None:
        if name.partition(".")[0] == "pandas":
            raise ModuleNotFoundError(name)


def import_alone(path: Path, case: Path) -> None:
    """Import one file into an empty store and print what that took; runs in a process of its own.

    As in a core install there is no pandas, which pyarrow would load for a quarter of a second and never use.
    """
    sys.meta_path.insert(0, _NoPandas())
    from collectors.importers.base import Context
    from collectors.ingest import import_files
    from graphs.store import Store
    from graphs.store.ingest import StoreSink

    case.mkdir()
    with Store(case / "case.duckdb", read_only=False) as store:
        ledger = import_files(
            StoreSink(store), case / "raw", [str(path)], format=None, context=Context(), clock=lambda: 0
        )
    used = resource.getrusage(resource.RUSAGE_SELF)
    facts = {
        "read": ledger.read,
        "kept": ledger.kept,
        "cpu": used.ru_utime + used.ru_stime,
        "rss": used.ru_maxrss / 1024,
    }
    facts["stored"] = (case / "case.duckdb").stat().st_size >> 20
    facts["archived"] = sum(part.stat().st_size for part in (case / "raw").rglob("*.zst")) >> 20
    print(json.dumps(facts))


def imported(path: Path, case: Path) -> dict[str, object]:
    """Import a file in a process of its own into a case that is then deleted."""
    command = [sys.executable, __file__, "--alone", str(path), str(case)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    shutil.rmtree(case)
    facts: dict[str, object] = json.loads(done.stdout)
    return facts


def least(before: dict[str, object], now: dict[str, object]) -> dict[str, object]:
    """Keep of each figure the least so far: what else the machine does can only add to it."""
    return {name: min(before.get(name, value), value) for name, value in now.items()}


def measured(name: str, lines: Iterator[bytes], folder: Path, suffix: str, turns: int) -> dict[str, object]:
    """Write the input, import it and read it by the yardstick where it is JSON, in turn; the least of each counts."""
    path = folder / f"{name.replace(' ', '_')}{suffix}"
    count = size = 0
    with path.open("wb") as file:
        for line in lines:
            file.write(line)
            count, size = count + 1, size + len(line)
    facts: dict[str, object] = {"input": name, "lines": count, "megabytes": size >> 20}
    for turn in range(turns):
        facts |= least(facts, imported(path, folder / f"case_{turn}"))
        if suffix == ".jsonl":
            facts |= least(facts, dict(zip(("dropped", "held"), orjson_seconds(path), strict=True)))
    facts["microseconds_a_post"] = facts["cpu"] / max(1, facts["read"]) * 1e6
    if suffix == ".jsonl":
        facts["times_dropped"], facts["times_held"] = (facts["cpu"] / facts[name] for name in ("dropped", "held"))
    path.unlink()
    return facts


def machine() -> dict[str, object]:
    """Say where the figures come from."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], cwd=HERE, capture_output=True, text=True)
    models = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text().splitlines()
        if "model name" in line
    ]
    return {
        "processor": models[0],
        "cores": len(models),
        "python": platform.python_version(),
        "commit": commit.stdout.strip(),
    }


COLUMNS = {
    "input": "input",
    "lines": "lines",
    "megabytes": "MB",
    "read": "posts read",
    "kept": "kept",
    "cpu": "CPU s",
    "dropped": "orjson.loads s",
    "times_dropped": "ratio",
    "held": "orjson.loads, held, s",
    "times_held": "ratio",
    "microseconds_a_post": "µs a post",
    "rss": "peak MB",
    "stored": "tables MB",
    "archived": "archive MB",
}


def table(facts: list[dict[str, object]], where: dict[str, object], turns: int) -> str:
    """Return the figures as a page of Markdown."""
    rows = [tuple(COLUMNS.values()), ("---",) * len(COLUMNS)]
    rows += [tuple(_shown(one.get(name)) for name in COLUMNS) for one in facts]
    body = "\n".join("| " + " | ".join(row) + " |" for row in rows)
    return (
        f"# Speed of imports\n\n{where['processor']}, {where['cores']} cores, Python {where['python']}, "
        f"commit {where['commit']}.\n"
        f"Made by `python benchmarks/import_speed.py`; see there what is measured. `held`: the yardstick keeps the "
        f"values of some 2,000 lines in a list, as a reader would; else it drops each at once. "
        f"Imports and yardstick run in turn, {turns} times; the least of each is shown.\n\n{body}\n"
    )


def _shown(value: object) -> str:
    return "" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Measure every input; print the table and, with --write, keep it under results."""
    if sys.argv[1:2] == ["--alone"]:
        import_alone(Path(sys.argv[2]), Path(sys.argv[3]))
        return
    parser = argparse.ArgumentParser()
    parser.add_argument("data", type=Path)
    parser.add_argument("--lines", type=int, default=200_000, help="lines of flattened posts; others get a quarter")
    parser.add_argument("--turns", type=int, default=3, help="of each figure the least of so many")
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    payloads, count = asked.data / "payloads", asked.lines
    inputs: dict[str, tuple[Callable[[], Iterator[bytes]], str]] = {
        "X v2 flattened": (lambda: x_lines(payloads / "twarc_v2" / "flat.jsonl", count), ".jsonl"),
        "X v2 pages": (lambda: x_lines(payloads / "twarc_v2" / "noflat.jsonl", count // 200), ".jsonl"),
        "Mastodon": (lambda: mastodon_lines(payloads / "mastodon", count // 4), ".jsonl"),
        "GDELT GKG": (lambda: gdelt_lines(payloads / "gdelt_gkg", count // 4), ".tsv"),
        "interchange CSV": (lambda: csv_lines(payloads / "twarc_v2" / "flat.jsonl", count // 4), ".csv"),
    }
    facts = []
    with tempfile.TemporaryDirectory() as folder:
        for name, (lines, suffix) in inputs.items():
            if asked.only in name:
                facts.append(measured(name, lines(), Path(folder), suffix, asked.turns))
                print(facts[-1], file=sys.stderr)
    text = table(facts, machine(), asked.turns)
    print(text)
    if asked.write:
        (HERE / "results" / "import_speed.md").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
