"""What `case.drift` and its page do: read the primary document, compare, keep the result, disguise people."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from collectors.errors import RequestError
from graphs.analyses import keep
from graphs.drift import Drift, Primary, disclose, drift, load_judge, wordless
from graphs.drift.hops import posts_of
from graphs.people import People
from graphs.store import Store

if TYPE_CHECKING:
    from viz.page import Page
    from whence.case import Case

_LONGEST = 1_000_000  # bytes of a primary document


class Asked(NamedTuple):
    """What to compare a narrative with and how to show it: the options of `case.drift`."""

    primary: str | Path | None = None
    nli: str | None = None
    fetch: bool = False
    audience: str = "analyst"
    identify: bool = False


def drift_of(case: "Case", narrative: str, asked: Asked) -> Drift:
    """Compare a narrative hop by hop, keep the result without words, and return it as an output may show it."""
    found, people, _ = _compared(case, narrative, asked)
    return disclose(found, people, authors_of(case.store, found), public=asked.audience == "public")


def drift_view(case: "Case", narrative: str, asked: Asked) -> "tuple[Drift, Page]":
    """Return the same, and the side-by-side view with the changed slots marked."""
    from viz.drift import drift_page

    found, people, document = _compared(case, narrative, asked)
    text = document.text if document else None
    page = drift_page(case.store, people, found, primary=text, audience=asked.audience)
    return disclose(found, people, authors_of(case.store, found), public=asked.audience == "public"), page


def _compared(case: "Case", narrative: str, asked: Asked) -> tuple[Drift, People, Primary | None]:
    """Compare and keep the result in the case; the request is checked before anything is written."""
    document = read_primary(Path(asked.primary)) if asked.primary is not None else None
    judge = load_judge(asked.nli, fetch=asked.fetch) if asked.nli else None
    found = drift(case.store, narrative, primary=document, judge=judge)
    with case._writing() as store:
        keep(store, "drift", narrative, wordless(found), version=found.version)
    return found, case.people(identify=asked.identify, output=f"drift {narrative}"), document


def read_primary(path: Path) -> Primary:
    """Read a primary document: plain text in UTF-8, its language detected."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise RequestError(
            f"The primary document {path} cannot be read ({error.strerror}). Name a text file."
        ) from None
    if len(data) > _LONGEST:
        raise RequestError(f"The primary document {path} has {len(data):,} bytes. Give a text of under {_LONGEST:,}.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(f"{path} is not plain text in UTF-8. Save the primary document as a text file.") from None
    if not text.strip() or "\x00" in text:
        raise RequestError(f"{path} holds no text. Give the primary document as a text file.")
    return Primary(path.name, text)


def authors_of(store: Store, found: Drift) -> dict[str, str]:
    """Return the author of each post of a result."""
    ids = {post for hop in (*found.hops, *found.from_primary) for post in (hop.parent_id, hop.child_id)}
    return {post_id: post.actor_id for post_id, post in posts_of(store, ids).items()}
