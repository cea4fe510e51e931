"""Open a case as local pages that are made when they are asked for."""

import secrets
from typing import TYPE_CHECKING

from graphs.people import People
from graphs.store import Store
from viz.explore.room import SECONDS

if TYPE_CHECKING:
    from viz.explore import Exploration
    from whence.case import Case


def explore(
    case: "Case", *, port: int = 0, identify: bool = False, seconds: float = SECONDS, seed: int = 0
) -> "Exploration":
    """Serve a case of any size to a browser on this machine, until the exploration is closed or the program ends.

    The address that comes back holds a random token; without it nothing is shown. The tables are read, never written,
    and held: who writes the case meanwhile gets Busy. `port` 0 takes a free one. A question of the tables that takes
    longer than `seconds` is stopped. `seed` is for the layout of networks.
    """
    from viz.explore import Room, serve

    if identify:
        case.people(identify=True, output="explore")  # notes it in the case
    store = Store(case.path / "case.duckdb", threads=case._threads)
    people = People(store, case._key(), identify=identify)
    room = Room(store, people, case.settings.name, seed=seed, seconds=seconds)
    try:
        return serve(room, token=secrets.token_urlsafe(24), port=port)
    except BaseException:
        store.close()
        raise
