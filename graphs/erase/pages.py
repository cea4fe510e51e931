"""Pages and tables that were written from a case, and still show what goes."""

import base64
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from collectors.screening.secrets import Secrets

_PACKED = re.compile(rb'<script type="application/octet-stream;base64"[^>]*>([A-Za-z0-9+/=\s]*)</script>')
_FIRST_WORDS = 40
_READABLE = frozenset({".html", ".csv", ".tsv", ".json", ".jsonl", ".graphml", ".gexf", ".gml", ".txt", ".md", ".svg"})


class Pages(NamedTuple):
    """The files that were removed, and those that could not be looked into (a picture, a Parquet file)."""

    removed: list[str]
    unread: list[str]


def remove_pages(folder: Path, texts: Iterable[str]) -> Pages:
    """Remove the files under a folder that show one of the texts; name those that cannot be read."""
    secrets = Secrets(texts, longest=_FIRST_WORDS)
    removed, unread = [], []
    for path in sorted(one for one in folder.rglob("*") if one.is_file()):
        name = path.relative_to(folder).as_posix()
        if path.suffix.lower() not in _READABLE:
            unread.append(name)
        elif any(secrets.are_in(text) for text in _texts(path.read_bytes())) or secrets.are_in(name):
            path.unlink()
            removed.append(name)
    return Pages(removed, unread)


def _texts(data: bytes) -> Iterator[str]:
    """Yield what a file says, and what its packed blocks say."""
    for found in _PACKED.finditer(data):
        try:
            yield _plain(gzip.decompress(base64.b64decode(found[1])))
        except (ValueError, OSError, EOFError, zlib.error):
            continue
    yield _plain(_PACKED.sub(b"", data))


def _plain(data: bytes) -> str:
    """Return a text with the escapes of JSON and HTML undone."""
    text = data.decode("utf-8", "replace")
    text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    text = text.replace('\\"', '"').replace("\\/", "/").replace("\\n", "\n")
    for name, one in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&#x27;", "'"), ("&#39;", "'"), ("&amp;", "&")):
        text = text.replace(name, one)
    return text
