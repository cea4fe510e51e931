"""A case that one platform's real client fills from a server on the loopback address."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from loopback import Answer, Asked, Loopback
from speak_telegram import Connection
from speaking import FIRST_DAY, Moving

from collectors import registry
from collectors.checkpoint import Request
from collectors.means import Means
from collectors.outcome import Outcome
from collectors.platforms.base import Access, Secrets, Session
from collectors.platforms.telegram import Telegram
from collectors.runner import collect
from graphs.store import Store
from graphs.store.collecting import CollectingSink, Remembered

Speak = Callable[[Asked], Answer]
DAY = 86_400_000


class Case:
    """The tables that collections with one platform's real client fill."""

    def __init__(self, folder: Path, speak: Speak, **secrets: str) -> None:
        self.folder, self.speak, self.secrets = folder, speak, Secrets(secrets)
        self.asked: list[Asked] = []

    def collect(self, platform: str, kind: str, *targets: str, **span: int) -> Outcome:
        """Collect a kind of a platform to its end."""
        found, clock = registry.named(platform), Moving(FIRST_DAY + 9 * DAY)
        request = Request(platform=platform, kind=kind, targets=targets, **span)
        with (
            Loopback(self.speak).running() as server,
            Store(self.folder / "case.duckdb", read_only=False, threads=1) as store,
        ):
            access = Access(
                secrets=self.secrets, clock=clock, base_url=server.url, timeout=20, memory=Remembered(store, platform)
            )
            session = self.session(platform, access)
            try:
                return collect(
                    CollectingSink(store), self.folder / "raw", found, session, registry.kind_of(found, kind), request,
                    Means(clock=clock, wait=clock.wait),
                )  # fmt: skip
            finally:
                session.close()
                self.asked += server.asked

    def session(self, platform: str, access: Access) -> Session:
        """Connect; Telegram over a connection of ours."""
        if platform == "telegram":
            return Telegram(access, Connection(access))
        return registry.connect(registry.named(platform), access)

    def rows(self, query: str) -> list[Any]:
        """Return rows of the case."""
        with Store(self.folder / "case.duckdb") as store:
            return store.connection.execute(query).fetchall()

    @property
    def kinds(self) -> dict[str, str]:
        """Give the kind of each post."""
        return dict(self.rows("select post_id, kind from post order by post_id"))

    @property
    def ties(self) -> set[tuple[Any, ...]]:
        """Give who refers to what, and how."""
        return set(self.rows("select post_id, kind, target_post_id from reference where target_post_id is not null"))
