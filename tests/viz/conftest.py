"""What tests of pages share: a browser, and a planted narrative of some 130 posts as a reader would meet it."""

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path as File
from typing import Any

import msgspec
import pytest

from graphs.groups import parse
from graphs.people import People
from graphs.store import Store
from graphs.trace import Coverage, Finding, Fragility, Path, Share, save
from viz.maps import map_narrative

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NARRATIVE = "w-0123456789ab"
LANES = ["role=outlet,country=XN", "role=agency", "role=aggregator", "role=outlet,country=EA", "role=blogger"]
NAMES = {
    "coastal-review.example": "صحيفة الساحل",
    "quay-news.example": "Айлақ жаңалықтары",
    "the-lantern.example": "灯笼日报",
}
DAY = 86_400_000
MAY = 1_714_521_600_000  # 1 May 2024, 00:00 UTC


@pytest.fixture(scope="session")
def browser_path() -> str:
    """Find Chromium, or skip and say what to install."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        found = shutil.which(name)
        if found:
            return found
    pytest.skip("no browser: install Chromium (Debian, Ubuntu: apt-get install chromium) to run the browser tests")


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Any]:
    """Give a running Chromium of Playwright's synchronous interface; every context of it should be offline."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def people(case_store: Store) -> People:
    return People(case_store, b"a key for tests")


@pytest.fixture
def narrative(case_store: Store, plant: Callable[..., None]) -> str:
    """Plant the narrative of the old fish market, with links and a saved finding; give its id."""
    plant_market(case_store, plant)
    return NARRATIVE


@pytest.fixture
def traced(case_store: Store, narrative: str) -> str:
    """Plant the same narrative with the finding of a trace kept in the case."""
    save(case_store, [trace_of_market()])
    return narrative


@pytest.fixture(scope="session")
def market(tmp_path_factory: pytest.TempPathFactory, plant: Callable[..., None]) -> File:
    """Write the page of the planted narrative once for all who only read it; it opens at its lanes."""
    folder = tmp_path_factory.mktemp("market")
    with Store(folder / "case.duckdb", read_only=False) as store:
        plant_market(store, plant)
        save(store, [trace_of_market()])
        lanes = [parse(expression, {}) for expression in LANES]
        page = map_narrative(store, People(store, b"a key for tests"), NARRATIVE, view="lanes", lanes=lanes)
    return page.save(folder / "map.html")


@pytest.fixture
def plant_hostile(case_store: Store, plant: Callable[..., None]) -> Callable[[str], str]:
    """Give a function that plants the same narrative with a text in every field, and a finding that has it too."""

    def planted(text: str) -> str:
        plant_market(case_store, plant, hostile=text)
        save(case_store, [msgspec.structs.replace(trace_of_market(), sentence=text, reason=text, grade=text)])
        return NARRATIVE

    return planted


def plant_market(store: Store, plant: Callable[..., None], *, hostile: str = "") -> None:
    """Plant outlets abroad, an agency, relays, local outlets and bloggers, all in invented places."""
    market = Market(random.Random(4), hostile)
    plant(store, posts=market.posts, actors=market.actors)
    connection = store.connection
    connection.executemany("insert into link values (?, ?, ?, ?, ?, ?)", market.links)
    connection.executemany("insert into unseen values (?, ?, ?, ?, ?)", market.unseen)
    ids = [post["post_id"] for post in market.posts]
    members = [(NARRATIVE, post, "words", 1.0, f"near:0.82{hostile}") for post in ids]
    connection.executemany("insert into narrative_post values (?, ?, ?, ?, ?)", members)
    label = f"The old fish market closes after a secret vote{hostile}"
    row = [NARRATIVE, "words", label, len(ids), len(market.actors), "en kk ru zh", MAY, MAY + 4 * DAY, ""]
    connection.execute("insert into narrative values (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)


class Market:
    """The planted posts, actors and links, drawn from one generator."""

    def __init__(self, chance: random.Random, hostile: str) -> None:
        self.chance, self.hostile = chance, hostile
        self.posts: list[dict[str, Any]] = []
        self.actors: list[dict[str, Any]] = []
        self.links: list[tuple[Any, ...]] = []
        self.unseen: list[tuple[Any, ...]] = []
        abroad = self.outlets(["north-times", "harbour-daily", "the-beacon", "wide-world", "coastal-review"], "XN")
        wire = self.articles("web:wire.example", "agency", None, [8.0, 31.0])
        first = [self.articles(name, "outlet", "XN", self.hours(2, 30, 1 + (at < 3))) for at, name in enumerate(abroad)]
        self.cited = [post for outlet in first for post in outlet]
        relays = self.crowd("relay", 10, 16, "aggregator", None, (4, 60))
        local = self.outlets(["southern-post", "market-gazette", "quay-news", "the-lantern"], "EA")
        printed = [post for name in local for post in self.articles(name, "outlet", "EA", self.hours(14, 70, 2))]
        bloggers = self.crowd("blogger", 38, 88, "blogger", "EA", (5, 92))
        self.tie(relays, self.cited, ["citation", "citation", "attribution", "copy"], 0.9)
        self.tie(printed, [*self.cited, *wire, *relays], ["citation", "attribution", "copy"], 0.9)
        self.tie(
            bloggers, [*relays, *printed, *self.cited], ["reference", "reference", "citation", "copy", "timing"], 0.85
        )
        self.tie(bloggers, bloggers, ["timing", "copy", "reference"], 0.3)
        self.miss(bloggers)

    def outlets(self, names: list[str], country: str) -> list[str]:
        return [f"web:{name}.example" for name in names]

    def hours(self, low: float, high: float, count: int) -> list[float]:
        return sorted(self.chance.uniform(low, high) for _ in range(count))

    def articles(self, actor: str, role: str, country: str | None, hours: list[float]) -> list[str]:
        domain = actor.removeprefix("web:")
        self.actor(actor, role, country, domains=[domain])
        return [self.article(actor, domain, hour, number) for number, hour in enumerate(hours)]

    def article(self, actor: str, domain: str, hour: float, number: int) -> str:
        post_id = f"web:{domain}/2024/market-{number}"
        at: Any = MAY + int(hour * 3_600_000)
        if domain == "the-beacon.example" and number:
            at = (MAY + DAY, MAY + 2 * DAY - 1)  # a page that gives a date and no hour
        title = f"The old fish market closes after a secret vote{self.hostile}"
        text = (
            "The council voted behind closed doors on Tuesday to close the old fish market on the quay. "
            "Traders say that they learnt of it from the papers."
        )
        self.posts.append(
            {
                "post_id": post_id,
                "actor_id": actor,
                "at": at,
                "title": title,
                "text": text + self.hostile,
                "url": f"https://{domain}/2024/market-{number}",
                "lang": "en",
            }
        )
        return post_id

    def actor(self, actor: str, role: str, country: str | None, **more: Any) -> None:
        row = {"actor_id": actor, "role": role, **more}
        name = NAMES.get(actor.partition(":")[2], actor.partition(":")[2])
        self.actors.append(row | ({"country": country} if country else {}) | {"name": f"{name}{self.hostile}"})

    def crowd(
        self, name: str, people: int, posts: int, role: str, country: str | None, span: tuple[float, float]
    ) -> list[str]:
        for number in range(people):
            self.actor(f"x:{name}{number}", role, country, handle=f"{name}{number}")
        return [self.post(name, self.chance.randrange(people), number, span) for number in range(posts)]

    def post(self, name: str, person: int, number: int, span: tuple[float, float]) -> str:
        texts = {
            "en": "They are closing the old fish market after a secret vote. Who asked the traders?",
            "ru": "Старый рыбный рынок закрывают после тайного голосования.",
            "kk": "Ескі балық базары жасырын дауыстан кейін жабылады.",
            "zh": "老鱼市场在秘密投票后关闭。",
        }
        lang = self.chance.choice(["en", "en", "ru", "ru", "kk", "zh"])
        hour = min(span[1], span[0] + self.chance.expovariate(1 / 26))
        reach = int(self.chance.paretovariate(0.9)) if name == "blogger" else self.chance.randrange(3, 40)
        post_id = f"x:{name}-{number}"
        self.posts.append(
            {
                "post_id": post_id,
                "actor_id": f"x:{name}{person}",
                "at": MAY + int(hour * 3_600_000),
                "text": texts[lang] + self.hostile,
                "lang": lang,
                "url": f"https://x.com/{name}{person}/status/{number}",
                "metrics": {"reposts": min(reach, 900)},
            }
        )
        return post_id

    def tie(self, children: list[str], parents: list[str], kinds: list[str], share: float) -> None:
        at = {post["post_id"]: post["at"] if isinstance(post["at"], int) else post["at"][0] for post in self.posts}
        for child in children:
            earlier = [parent for parent in parents if at[parent] < at[child] and parent != child]
            if not earlier or self.chance.random() > share:
                continue
            weight = [1 / (1 + number % 7) for number in range(len(earlier))]
            parent = self.chance.choices(earlier, weight)[0]
            kind = self.chance.choice(kinds)
            sure = kind in ("reference", "citation", "attribution")
            probability = 1.0 if sure else round(self.chance.uniform(0.2, 0.95), 3)
            detail = f"https://{parent.removeprefix('web:')}" if kind == "citation" else ""
            self.links.append((parent, child, kind, probability, 1.0 if sure else 0.93, detail + self.hostile))

    def miss(self, citers: list[str]) -> None:
        page = "unseen:wide-world.example/2024/editorial"
        at = {post["post_id"]: post["at"] for post in self.posts}
        chosen = sorted(citers[:60:9], key=at.__getitem__)
        self.unseen.append((page, page.removeprefix("unseen:"), "web:wide-world.example", at[chosen[0]], len(chosen)))
        self.links += [(page, child, "citation", 1.0, 1.0, "") for child in chosen]


def trace_of_market() -> Finding:
    """Return the finding of the planted narrative as `trace` would make it."""
    names = ("web:north-times.example", "x:relay0", "x:blogger0")
    posts = ("web:north-times.example/2024/market-0", "x:relay-0", "x:blogger-0")
    return Finding(
        narrative_id=NARRATIVE,
        level="words",
        source_group="outlets_abroad",
        target_group="local_bloggers",
        verdict="source led",
        route="documented",
        reason="Five of five conditions hold.",
        sentence="38 to 71 % of the 88 local posts descend from outlets abroad. At least 38 % cite or name one.",
        paragraph="The whole of it in a paragraph.",
        grade="B2",
        share=Share(lower=0.38, estimate=0.55, low90=0.33, high90=0.76, upper=0.71),
        reverse=Share(lower=0.0, estimate=0.02, low90=0.0, high90=0.16, upper=0.12),
        estimate90=(0.48, 0.62),
        reverse_estimate90=(0.0, 0.05),
        posts={"source": 8, "target": 88},
        p_first_source=0.97,
        evidence={"citation": 29, "attribution": 11, "reference": 64, "copy": 17, "timing": 83},
        fragility=Fragility(posts=3, hours=5.0),
        coverage=Coverage(source=0.9),
        lag_hours=2.6,
        paths=(Path(posts=posts, actors=names, evidence=("citation", "reference"), probability=1.0),),
        leader="source",
        checks={},
        other_checks={},
        model={},
        thresholds="1",
        seed=0,
    )


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Any]]:
    """Give `opened(file, hash, **options)`: an offline page that lists its errors and requests on itself."""
    contexts = []

    def show(file: File, fragment: str = "", **options: Any) -> Any:
        context = browser.new_context(offline=True, **{"viewport": {"width": 1440, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.errors, page.requests = [], []
        page.on("console", lambda message: page.errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.errors.append(str(error)))
        page.on("request", lambda request: page.requests.append(request.url))
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector("html[data-ready=yes]", timeout=20_000)
        return page

    yield show
    for context in contexts:
        context.close()
