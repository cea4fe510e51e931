"""What every platform keeps to, each driven through its real library against a server on the loopback address.

A new platform joins with a file `speak_NAME.py` that makes a SPEAKER, and its name in SPEAKERS.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import stamina
from loopback import Answer, Asked, Fault, Loopback, dripping, html, status, truncated
from speaking import FIRST_DAY, Pages, Speaker, pages_of, sample

from collectors import registry
from collectors.archive import lines_of
from collectors.checkpoint import Request
from collectors.credentials import redactor
from collectors.limits import LONGEST_WAIT, Budget
from collectors.means import Means, Patience
from collectors.outcome import Outcome
from collectors.platforms.base import Access, Secrets
from collectors.runner import collect
from graphs.store import Store
from graphs.store.collecting import CollectingSink

_FEW = 3
SPEAKERS = (
    *("harbour", "bluesky", "mastodon", "telegram", "x"),
    *("articles", "gdelt", "mediacloud", "reddit", "rss", "vk", "youtube"),
)
NOW = FIRST_DAY + 40 * 86_400_000


class Scene:
    """A case, a server and a clock that only moves when somebody waits."""

    def __init__(self, speaker: Speaker, folder: Path) -> None:
        self.speaker, self.folder = speaker, folder
        self.waits: list[float] = []
        self.now = NOW
        self.asked: list[Asked] = []
        self.following: Callable[[int, int], int | None] = lambda at, count: at + 1 if at + 1 < count else None

    def run(
        self,
        pages: Pages,
        faults: Sequence[Fault | None] = (),
        *,
        budget: Budget | None = None,
        timeout: float = 20.0,
        largest: int = 8 << 20,
    ) -> Outcome:
        """Serve these pages with these faults and collect them."""
        speaker, pages = self.speaker, self.cut(pages)
        kind = registry.kind_of(speaker.platform, speaker.kind)
        with Loopback(
            self._speaking(pages), [None] * (speaker.before if faults else 0) + list(faults)
        ).running() as server:
            access = Access(
                secrets=Secrets(speaker.secrets),
                clock=lambda: self.now,
                base_url=server.url,
                timeout=timeout,
                largest=largest,
            )
            session = registry.connect(speaker.platform, access)
            try:
                with Store(self.folder / "case.duckdb", read_only=False, threads=1) as store:
                    return collect(
                        CollectingSink(store), self.folder / "raw", speaker.platform, session, kind,
                        Request(platform=speaker.platform.name, kind=kind.name, targets=speaker.targets(len(pages))),
                        Means(
                            clock=lambda: self.now, wait=self._sleep, budget=budget or Budget(),
                            patience=Patience(commit_seconds=0), redacted=redactor(Secrets(speaker.secrets)),
                        ),
                    )  # fmt: skip
            finally:
                session.close()
                self.asked += server.asked

    def sql(self, query: str) -> list[Any]:
        """Return rows of the case."""
        with Store(self.folder / "case.duckdb") as store:
            return store.connection.execute(query).fetchall()

    def texts(self) -> dict[str, str]:
        """Return the texts of the posts by their ids; a post that is there twice fails."""
        rows = self.sql(f"select post_id, {self.speaker.column} from post")
        assert len(rows) == len(dict(rows))
        return dict(rows)

    def archived(self, words: bytes) -> bool:
        """Tell whether words are in the raw archive."""
        parts = self.sql("select run_id, part from archive_part")
        return any(words in line for run, part in parts for line in lines_of(self.folder / "raw", run, part))

    def expected(self, pages: Pages) -> dict[str, str]:
        """Return what the texts should be."""
        return {self.speaker.post_id(one): one.text for page in self.cut(pages) for one in page}

    def cut(self, pages: Pages) -> Pages:
        """Return the pages as this platform has them: with no more posts each than it puts on one, and fewer."""
        most = self.speaker.most
        return pages if most is None else [[one] for page in pages for one in page[:_FEW]]

    @property
    def goes_on(self) -> bool:
        """Tell whether targets lie on different servers, so that trouble with one stops no other."""
        return registry.kind_of(self.speaker.platform, self.speaker.kind).many_sites

    def _speaking(self, pages: Pages) -> Callable[[Asked], Answer]:
        def speak(asked: Asked) -> Answer:
            at = self.speaker.place(asked)
            if at is None:
                assert self.speaker.aside is not None, f"nobody answers {asked.path}"
                return self.speaker.aside(asked)
            return self.speaker.page(pages[at], at, self.following(at, len(pages)))

        return speak

    def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += round(1000 * seconds)


@pytest.fixture(autouse=True)
def without_backoff() -> Iterator[None]:
    """Ask again at once, as often as patience allows."""
    stamina.set_testing(True, attempts=8, cap=True)
    yield
    stamina.set_testing(False)


@pytest.fixture(params=SPEAKERS)
def scene(request: pytest.FixtureRequest, tmp_path: Path) -> Scene:
    return Scene(import_module(f"speak_{request.param}").SPEAKER, tmp_path)


def test_every_page_is_collected_once(scene: Scene) -> None:
    """Pages follow each other to the end; each post is there once, and the account balances."""
    pages = pages_of(5)
    outcome = scene.run(pages)
    assert (outcome.state, outcome.posts, outcome.pages) == ("done", len(scene.expected(pages)), len(scene.cut(pages)))
    assert scene.texts() == scene.expected(pages)
    assert outcome.ledger.is_balanced()
    assert not outcome.ledger.skipped


def test_a_repeated_cursor_ends_the_walk(scene: Scene) -> None:
    """A server that hands out one cursor for ever is left, and what it gave is kept."""
    if not scene.speaker.follows_cursors:
        return
    scene.following = lambda at, count: min(at + 1, count - 1)
    pages = pages_of(3)
    outcome = scene.run(pages)
    assert outcome.state == "done"
    assert "same cursor" in outcome.reason
    assert len(scene.asked) < 8
    assert scene.texts() == scene.expected(pages)


@pytest.mark.parametrize("seconds", [90, None, -3600, 10**9])
def test_too_many_requests_is_waited_out(scene: Scene, seconds: int | None) -> None:
    """With a reset, without one, with one that is past and with an absurd one: a bounded wait, and nothing is lost."""
    limited = scene.speaker.limited
    if limited is None:
        return
    until = None if seconds is None else NOW + 1000 * seconds
    pages = pages_of(3)
    outcome = scene.run(pages, [None, lambda _: limited(until), lambda _: limited(until)])
    if seconds == 10**9 and not scene.speaker.waits_long:
        assert outcome.state == "stopped"
        outcome = scene.run(pages, [lambda _: limited(NOW + 1000), lambda _: limited(NOW + 2000)])
    assert outcome.state == "done"
    assert scene.texts() == scene.expected(pages)
    waits = [wait for wait in scene.waits if wait >= 1]
    assert len(waits) >= 1
    assert all(0 < wait <= LONGEST_WAIT for wait in scene.waits)
    if seconds == 90:
        assert sum(waits) >= 90


@pytest.mark.parametrize("refusal", ["spent", "denied"])
def test_no_more_credit_stops_and_can_be_resumed(scene: Scene, refusal: str) -> None:
    """A spent credit or a revoked credential stops the run with one sentence; the same request goes on from there.

    Where targets lie on servers of their own, those that want money or a credential are left out and named.
    """
    answer = getattr(scene.speaker, refusal)
    if answer is None and scene.speaker.has_no_http:
        return
    answer = answer or Answer(body=b"<html>no</html>", status={"spent": 402, "denied": 401}[refusal])
    pages = pages_of(4)
    outcome = scene.run(pages, [None, None, *[lambda _: answer] * 9])
    assert outcome.state == ("done" if scene.goes_on else "stopped")
    assert is_one_sentence(outcome.reason)
    asked = len(scene.asked)
    again = scene.run(pages)
    assert (again.state, again.resumed) == ("done", not scene.goes_on)
    assert scene.texts() == scene.expected(pages)
    assert scene.goes_on or len(scene.asked) - asked <= 4


@pytest.mark.parametrize("fault", [html(503), status(500), truncated, dripping], ids=["html", "500", "cut", "slow"])
def test_broken_answers_are_asked_for_again(scene: Scene, fault: Fault) -> None:
    """An HTML 503, an error, a body that breaks off, a body that never ends: asked again, nothing lost or doubled."""
    pages = pages_of(3, size=30)
    outcome = scene.run(pages, [None, fault, fault], timeout=1.0 if fault is dripping else 20)
    assert outcome.state == "done"
    assert scene.texts() == scene.expected(pages)
    assert not outcome.ledger.skipped


def test_a_server_that_stays_down_stops_the_run(scene: Scene) -> None:
    """After so many attempts the run stops with one sentence, and goes on later."""
    pages = pages_of(3)
    outcome = scene.run(pages, [None, *[html(503)] * 8])
    assert outcome.state == ("done" if scene.goes_on else "stopped")
    assert is_one_sentence(outcome.reason)
    assert scene.run(pages).state == "done"
    assert scene.texts() == scene.expected(pages)


def test_a_changed_shape_stops_the_run_and_is_archived(scene: Scene) -> None:
    """A page that nobody can read is kept in the archive, and nothing is passed over: the run stops before it."""
    pages = pages_of(3)
    changed: Fault = lambda page: replace(page, body=scene.speaker.changed)  # noqa: E731
    outcome = scene.run(pages, [None, changed])
    assert outcome.state == ("done" if scene.goes_on else "stopped")
    assert scene.goes_on or is_one_sentence(outcome.reason)
    assert scene.archived(b"another age")
    again = scene.run(pages)
    assert (again.state, again.resumed) == ("done", not scene.goes_on)
    assert scene.texts() == scene.expected(pages)


def test_a_page_that_comes_twice_is_counted_and_not_kept_twice(scene: Scene) -> None:
    """The same posts on two pages are duplicates."""
    first, second, third = pages_of(3)
    outcome = scene.run([first, second, *([second, third] if scene.speaker.most else [[*second, *third]])])
    assert outcome.ledger.duplicates + outcome.ledger.updated == len(scene.expected([second]))
    assert scene.texts() == scene.expected([first, second, third])


def test_times_out_of_order_lose_nothing(scene: Scene) -> None:
    """Newer posts after older ones, and pinned posts first, are all kept."""
    pages = [[sample(1000 + n, minutes=(n * 7919) % 500) for n in range(k, k + 10)] for k in (0, 10, 20)]
    scene.run(pages)
    assert scene.texts() == scene.expected(pages)


def test_any_script_and_any_length_comes_through(scene: Scene) -> None:
    """Kazakh, Uyghur, Chinese, emoji, direction marks, combining marks and a post of 300,000 characters."""
    words = ["Амбрия портында жаңа айлақ", "پورت يېڭى", "安布里亚港口今天开放", "👩🏽‍🚀 e\u0301 \u202e", "б" * 300_000]
    pages = [[sample(1000 + n, text=f"{text} {n}")] for n, text in enumerate(words)]
    scene.run(pages)
    assert scene.texts() == scene.expected(pages)


def test_a_budget_pauses_and_the_next_run_goes_on(scene: Scene) -> None:
    """After so many posts the run pauses; run again it goes on, and in the end nothing is missing."""
    pages = pages_of(5)
    third = -(-2 * len(scene.expected(pages)) // 5)
    states = [scene.run(pages, budget=Budget(posts=third)).state for _ in range(3)]
    assert states == ["paused", "paused", "done"]
    assert scene.texts() == scene.expected(pages)


def test_the_page_of_the_contract_says_what_the_tests_do() -> None:
    """The table in the docs is the one that the speakers make."""
    matrix = import_module("matrix")
    assert matrix.PAGE.read_text(encoding="utf-8") == matrix.table()


def is_one_sentence(text: str) -> bool:
    """Tell whether a text is short, of one line, and shows no traceback."""
    return 0 < len(text) < 400 and "\n" not in text and "Traceback" not in text
