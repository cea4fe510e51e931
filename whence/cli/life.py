"""Commands for the life of data: comply and forget."""

from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from whence.case import Case
from whence.cli.options import AsJson, CasePath
from whence.cli.output import counts, emit, note

if TYPE_CHECKING:
    from graphs.erase import Erased

Ids = Annotated[list[str], typer.Argument(metavar="ID...", help="Posts and accounts, e.g. x:123, or web addresses.")]
Notices = Annotated[list[str] | None, typer.Argument(metavar="[FILE...]", help="Compliance records to read first.")]


def forget(case: CasePath, ids: Ids, json: AsJson = False) -> None:
    """Erase posts and accounts everywhere: tables, archive, pages. They do not come in again."""
    with Case.open(case) as opened:
        _say(opened, opened.forget(ids), json)


def comply(case: CasePath, files: Notices = None, json: AsJson = False) -> None:
    """Follow the platforms' deletions, suspensions and withholdings, and the case's retention limit."""
    with Case.open(case) as opened:
        _say(opened, opened.comply(files or ()), json)


def _say(case: Case, erased: "Erased", json: bool) -> None:
    result: dict[str, Any] = msgspec.to_builtins(erased)
    note(
        f"rows: {counts(erased.erased)}; archived items: {erased.archived.get('marked', 0)} gone, "
        f"{erased.archived.get('cut', 0)} cut; pages removed: {', '.join(erased.pages) or 'none'}"
    )
    if erased.unread:
        note(f"not looked into, check them yourself: {', '.join(erased.unread)}")
    emit(result, as_json=json, text="" if erased.is_empty else f"Next: whence build {case.path}")


COMMANDS = {"forget": forget, "comply": comply}
