"""The list of files with their SHA-256, in the form that `sha256sum -c` reads."""

import hashlib
import re
from pathlib import Path

from collectors.errors import RequestError

NAME = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")
_BLOCK = 1 << 20


def write_sums(folder: Path) -> tuple[int, str]:
    """List every file under `folder`; return how many, and the SHA-256 of the list, which stands for all of them."""
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    text = "".join(f"{digest(folder / name)}  {name}\n" for name in files)
    (folder / NAME).write_text(text, encoding="utf-8")
    return len(files), hashlib.sha256(text.encode()).hexdigest()


def check(folder: Path) -> tuple[int, str, list[str]]:
    """Compare the files under `folder` with its list; return how many it lists, its SHA-256, and what differs.

    Files and folders that are links, and names that lead out of the folder, count as differing and are not opened.
    """
    text = _read(folder / NAME)
    listed = _listed(text)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() or path.is_symlink()}
    wrong = [f"{name} is not in {NAME}." for name in sorted(found - listed.keys() - {NAME})]
    for name, expected in sorted(listed.items()):
        problem = _problem(folder, name, expected)
        if problem:
            wrong.append(f"{name} {problem}")
    return len(listed), hashlib.sha256(text.encode()).hexdigest(), wrong


def digest(path: Path) -> str:
    """Return the SHA-256 of a file."""
    told = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            told.update(block)
    return told.hexdigest()


def _problem(folder: Path, name: str, expected: str) -> str:
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()) or path.is_symlink():
        return "leads out of the bundle."
    if not path.is_file():
        return "is missing."
    return "" if digest(path) == expected else "has changed: its SHA-256 is another."


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise RequestError(
            f"{path.parent} is neither a bundle nor a case: it has no readable {NAME} and no case.toml. Name the "
            "folder that `whence export` wrote, or a case."
        ) from None


def _listed(text: str) -> dict[str, str]:
    lines = [_LINE.fullmatch(line) for line in text.splitlines()]
    if not all(lines):
        raise RequestError(f"{NAME} has a line that is not a SHA-256, two spaces and a name. Get the bundle again.")
    return {line[2]: line[1] for line in lines if line}
