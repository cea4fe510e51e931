"""Which page answers which address."""

from collections.abc import Callable, Mapping

from collectors.errors import RequestError
from viz.explore import actors, drawings, narratives, posts
from viz.explore.door import Asked
from viz.explore.room import Room
from viz.page import Page

ROUTES: Mapping[str, Callable[[Room, Asked], Page]] = {
    "": narratives.listed,
    "narrative": narratives.one,
    "search": posts.search,
    "post": posts.post,
    "actor": actors.one,
    "draw": drawings.drawn,
}


def answer(room: Room, asked: Asked) -> Page:
    """Return the page that is asked for; raise RequestError where there is none."""
    write = ROUTES.get(asked.page)
    if write is None:
        raise RequestError("There is no such page here. Start again from the list of narratives.")
    with room.turn():
        return write(room, asked)
