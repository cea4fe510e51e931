"""An evidence bundle: figures with the tables that they are drawn from, every file hashed; and checking one again.

case --write_tables--> tables/*.parquet --restore--> tables of their own --figures--> report.html, maps/
                                                verify: the same way again, the same bytes?
"""

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from collectors.archive import Part
from collectors.archive import verify as verify_archive
from collectors.errors import RequestError
from graphs.bundle import Shown, check, restore, write_sums, write_tables
from graphs.people import People
from graphs.store import Store
from viz.figures import figures
from viz.page import AUDIENCES, Page

if TYPE_CHECKING:
    from whence.case import Case

ABOUT = "bundle.json"
MAPS = 6
SOFTWARE = ("whence", "duckdb", "igraph", "networkx", "numba", "numpy", "pyarrow", "scipy")
READ_ME = """An evidence bundle of Whence. report.html is the place to start; it opens offline in any browser.

  sha256sum -c SHA256SUMS     checks that no file has changed
  whence verify .             checks that too, draws every figure again from tables/, and compares the bytes

bundle.json says what the bundle was made from and with. Its hash is the SHA-256 of SHA256SUMS: keep it elsewhere, for
whoever can change a file here can change the list as well.
"""


class Archived(msgspec.Struct, frozen=True, kw_only=True):
    """One run of the case's raw archive: how much it holds, and the head of its hash chain."""

    run_id: str
    collector: str
    parts: int
    items: int
    head: str


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What a bundle says of itself: enough to draw its figures again and to find the raw items they rest on."""

    format: int
    case: str
    audience: str
    identified: bool
    seed: int
    maps: int
    software: dict[str, str]
    archive: tuple[Archived, ...]
    archive_included: bool
    tables: dict[str, int]
    left_out: tuple[str, ...]


class Bundle(msgspec.Struct, frozen=True, kw_only=True):
    """A bundle that was written: where, how many files it lists, and the hash that stands for all of them."""

    folder: str
    files: int
    sha256: str


class Verified(msgspec.Struct, frozen=True, kw_only=True):
    """What a check found: files (or parts of an archive) looked at, their hash, what differs, what was drawn again."""

    files: int
    sha256: str
    wrong: tuple[str, ...]
    rebuilt: tuple[str, ...]
    notes: tuple[str, ...] = ()


def export(
    case: "Case",
    folder: str | Path,
    *,
    audience: str = "analyst",
    identify: bool = False,
    archive: bool = False,
    maps: int = MAPS,
    seed: int = 0,
) -> Bundle:
    """Write an evidence bundle of a case to a new folder, whole or not at all.

    It holds the tables with individuals as pseudonyms and texts masked, and the report and lanes of up to `maps` traced
    narratives drawn from these tables. For the public it holds the figures alone. `archive` adds the raw items, which
    show people as they are, and so needs `identify`. The same case gives the same bytes with the same software.
    """
    target = Path(folder)
    _check(target, audience, identify=identify, archive=archive)
    people = case.people(identify=identify, output="export")
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(parents=True)
        tables = write_tables(case.store, people, beside / "tables") if audience != "public" else {}
        about = _about(case, tables, audience=audience, identify=identify, archive=archive, maps=maps, seed=seed)
        (beside / ABOUT).write_bytes(msgspec.json.format(msgspec.json.encode(about), indent=1) + b"\n")
        (beside / "README.txt").write_text(READ_ME, encoding="utf-8")
        if archive:
            shutil.copytree(case.path / "raw", beside / "raw")
        drawn = _drawn(about, beside) if tables else _figures(about, case.store, people)
        for name, page in drawn:
            page.save(beside / name)
        files, sha256 = write_sums(beside)
        if target.exists():
            target.rmdir()
        beside.rename(target)
    except OSError as error:
        raise RequestError(f"{target} cannot be written ({error.strerror}). Name another folder with -o.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return Bundle(folder=str(target), files=files, sha256=sha256)


def verify(folder: str | Path, *, case: "Case | None" = None) -> Verified:
    """Check a bundle: every hash, every figure drawn again; with its `case`, whether the archive is still the same.

    A case's own folder can be named too: then its raw archive is checked against the hash chains in its tables.
    """
    target = Path(folder)
    if (target / "case.toml").is_file():
        from whence.case import Case

        with Case.open(target) as opened:
            return _verify_case(opened)
    files, sha256, wrong = check(target)
    rebuilt: list[str] = []
    notes: list[str] = []
    about = _read_about(target)
    intact = not [one for one in wrong if one.startswith(("tables/", ABOUT))]
    if about.tables and intact:
        rebuilt, differing = _rebuilt(about, target)
        wrong += differing
        notes += _other_software(about) if differing else []
    else:
        notes.append(
            "No figure was drawn again: " + ("its tables have changed." if about.tables else "it has no tables.")
        )
    if about.archive_included:
        wrong += verify_archive(target / "raw", _parts_of(target))
    if case is not None:
        wrong += _differs(about, case)
    return Verified(files=files, sha256=sha256, wrong=tuple(wrong), rebuilt=tuple(rebuilt), notes=tuple(notes))


def _check(target: Path, audience: str, *, identify: bool, archive: bool) -> None:
    if audience not in AUDIENCES:
        raise RequestError(f"The audience {audience} is not known. Choose one of {', '.join(AUDIENCES)}.")
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise RequestError(f"{target} exists and is not empty. Name a new folder with -o.")
    if archive and (not identify or audience == "public"):
        raise RequestError(
            "The raw archive shows people as they are. Add --identify, for the analyst, or leave it out."
        )


def _about(
    case: "Case", tables: dict[str, int], *, audience: str, identify: bool, archive: bool, maps: int, seed: int
) -> About:
    left_out = []
    if not tables:
        left_out.append("tables: their rows are of individuals, which is not for the public")
    elif not identify:
        left_out.append("quotations: their places count characters of unmasked texts")
    if not archive:
        left_out.append("raw items: they show people as they are; their hashes are under `archive`")
    return About(
        format=1,
        case=case.settings.name,
        audience=audience,
        identified=identify,
        seed=seed,
        maps=maps,
        software={"python": ".".join(map(str, sys.version_info[:3])), **{name: version(name) for name in SOFTWARE}},
        archive=tuple(_archived(case.store)),
        archive_included=archive,
        tables=tables,
        left_out=tuple(left_out),
    )


def _archived(store: Store) -> Iterator[Archived]:
    for run_id, collector, parts, items, head in store.sql("bundle/archive").fetchall():
        yield Archived(run_id=run_id, collector=collector, parts=parts, items=items, head=head)


def _figures(about: About, store: Store, people: People) -> Iterator[tuple[str, Page]]:
    return figures(store, people, title=about.case, seed=about.seed, audience=about.audience, maps=about.maps)


def _drawn(about: About, folder: Path) -> Iterator[tuple[str, Page]]:
    """Draw the figures from the tables of the bundle itself."""
    with _restored(folder) as store:
        yield from _figures(about, store, Shown(store, identify=about.identified))


@contextmanager
def _restored(folder: Path) -> Iterator[Store]:
    with (
        tempfile.TemporaryDirectory(prefix="whence-") as scratch,
        Store(Path(scratch) / "case.duckdb", read_only=False) as store,
    ):
        restore(folder / "tables", store)
        yield store


def _rebuilt(about: About, folder: Path) -> tuple[list[str], list[str]]:
    same, wrong = [], []
    for name, page in _drawn(about, folder):
        path = folder / name
        if path.is_file() and path.read_bytes() == page.html.encode("utf-8"):
            same.append(name)
        else:
            wrong.append(f"{name} is not what its tables give when it is drawn again.")
    return same, wrong


def _other_software(about: About) -> list[str]:
    """Say which of the programs that made the bundle are here in another version: figures may differ by that alone."""
    here = {name: version(name) for name in SOFTWARE}
    other = [
        f"{name} {there}, here {here[name]}" for name, there in about.software.items() if here.get(name, there) != there
    ]
    return [f"Made with other software: {'; '.join(other)}."] if other else []


def _read_about(folder: Path) -> About:
    try:
        return msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError) as error:
        raise RequestError(f"{folder / ABOUT} cannot be read ({error}). Get the bundle again.") from error


def _parts_of(folder: Path) -> dict[str, Sequence[Part]]:
    with _restored(folder) as store:
        return _parts(store)


def _parts(store: Store) -> dict[str, Sequence[Part]]:
    parts: dict[str, Sequence[Part]] = {}
    for run_id, part, items, size, sha256 in store.sql("bundle/parts").fetchall():
        part_of = Part(part=part, items=items, bytes=size, sha256=sha256)
        parts[run_id] = [*parts.get(run_id, ()), part_of]
    return parts


def _differs(about: About, case: "Case") -> Iterator[str]:
    """Yield how the case's archive is not the one that the bundle names, and what is wrong with the archive itself."""
    now = {one.run_id: one for one in _archived(case.store)}
    for one in about.archive:
        if one.run_id not in now:
            yield f"The case has no run {one.run_id} any more."
        elif now[one.run_id] != one:
            yield f"The archive of {one.run_id} is not the one that the bundle names: its hash differs."
    yield from verify_archive(case.path / "raw", _parts(case.store))


def _verify_case(case: "Case") -> Verified:
    """Check every part of a case's raw archive against the chain of hashes in its tables."""
    parts = _parts(case.store)
    wrong = verify_archive(case.path / "raw", parts)
    heads = msgspec.json.encode(tuple(_archived(case.store)))
    count = sum(map(len, parts.values()))
    return Verified(files=count, sha256=hashlib.sha256(heads).hexdigest(), wrong=tuple(wrong), rebuilt=())
