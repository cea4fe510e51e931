"""Commands for the life of data: comply, forget, and resolve for short links."""

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


def resolve(
    case: CasePath,
    most: Annotated[int, typer.Option("--max", min=1, help="Ask about no more than so many links.")] = 1000,
    hops: Annotated[int, typer.Option("--max-hops", min=1, help="Follow no more than so many shorteners.")] = 5,
    seconds: Annotated[float, typer.Option("--timeout", min=0.1, help="Wait so long for an answer.")] = 10.0,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how many would be asked about.")] = False,
    json: AsJson = False,
) -> None:
    """Ask shorteners where the short links of a case lead; answers are kept for ever."""
    with Case.open(case) as opened:
        if dry_run:
            from graphs.short_links import count_pending

            left = count_pending(opened.store)
            emit({"left": left}, as_json=json, text=f"{left} short links that nobody has asked about")
            return
        found = opened.resolve(most=most, hops=hops, seconds=seconds)
    note(
        f"{found.asked} asked about with {found.requests} requests: {found.found} lead to a page; "
        f"not found: {counts(found.failed)}; {found.rows} citations changed; {found.left} not asked about yet"
    )
    emit(msgspec.to_builtins(found), as_json=json)


def _say(case: Case, erased: "Erased", json: bool) -> None:
    result: dict[str, Any] = msgspec.to_builtins(erased)
    note(
        f"rows: {counts(erased.erased)}; archived items: {erased.archived.get('marked', 0)} gone, "
        f"{erased.archived.get('cut', 0)} cut; pages removed: {', '.join(erased.pages) or 'none'}"
    )
    if erased.unread:
        note(f"not looked into, check them yourself: {', '.join(erased.unread)}")
    emit(result, as_json=json, text="" if erased.is_empty else f"Next: whence build {case.path}")


COMMANDS = {"forget": forget, "comply": comply, "resolve": resolve}
