"""The dossier says what the case and its saved findings say, to the right audience, and nothing else."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pytest

from collectors.errors import RequestError
from graphs.people import People
from graphs.store.database import Store
from graphs.trace.finding import Finding
from graphs.trace.keep import save
from viz.report import report

HOSTILE = "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">\u202e"
MAY_1 = 1_714_521_600_000
HOUR = 3_600_000
KEY = b"a key for tests"
OUTLET = "web:north-times.example"
VERDICTS = ["source led", "cannot tell", "both ways", "separate", "target led"]


def found(place: int, words: str) -> Finding:
    """Return one finding, with native ids."""
    verdict = VERDICTS[place % len(VERDICTS)]
    return msgspec.convert(
        {
            "narrative_id": f"w-{place:012x}",
            "level": "words",
            "verdict": verdict,
            "route": "documented" if verdict != "cannot tell" else None,
            "reason": "too few actors follow" + words if verdict == "cannot tell" else "",
            "sentence": f"Sentence {place}." + words,
            "paragraph": f"Paragraph {place}." + words,
            "grade": "B2",
            "share": {"lower": 0.38, "estimate": 0.55, "low90": 0.3, "high90": 0.8, "upper": 0.71},
            "reverse": {"lower": 0.0, "upper": 0.12},
            "estimate90": [0.5, 0.62],
            "posts": {"source": 2, "target": 30},
            "p_first_source": 0.97,
            "evidence": {"citation": 29, "reference": 64, "timing": 83},
            "fragility": {"posts": 3, "hours": 6.5},
            "coverage": {"source": 0.9, "target": None},
            "lag_hours": 2.6,
            "paths": [
                {
                    "posts": [f"web:north-times.example/{place}", f"x:{place}001", f"x:{place}002"],
                    "actors": [OUTLET, "x:1", "x:2"],
                    "evidence": ["citation", "reference"],
                    "probability": 1.0,
                },
                {
                    "posts": ["unseen:north-times.example/lost", f"web:south-post.example/{place}"],
                    "actors": [OUTLET, "web:south-post.example"],
                    "evidence": ["attribution"],
                    "probability": 0.8,
                },
            ],
            "relays": [{"actor": "web:south-post.example", "share": 0.4}, {"actor": "x:1", "share": 0.3}],
            "source_group": "outlets_abroad" + words,
            "target_group": "local_bloggers",
            "leader": "source",
            "checks": {"enough actors": True, "no sign of the reverse": None},
            "other_checks": {"enough actors": False},
            "rests_on": [OUTLET, "x:3"],
            "model": {"alpha": 1.25, "samples": 200},
            "thresholds": "2026-1",
            "seed": 7,
        },
        Finding,
    )


def plant(path: Path, *, narratives: int = 6, findings: int = 6, words: str = "") -> Path:
    """Write a small case by hand; `words` stand in every text of it."""
    with Store(path, read_only=False) as store:
        _plant_actors(store, words)
        _plant_narratives(store, narratives, words)
        _plant_ledgers(store, words)
        save(store, [found(place, words) for place in range(findings)])
    return path


def insert(store: Store, table: str, rows: list[dict[str, Any]]) -> None:
    if rows:
        given = pa.Table.from_pylist(rows)
        store.connection.register("given", given).execute(f"insert into {table} by name select * from given")
        store.connection.unregister("given")


def _plant_actors(store: Store, words: str) -> None:
    sites = {OUTLET: "North Times", "web:south-post.example": "South Post"}
    people = [f"x:{number}" for number in range(30)]
    insert(
        store,
        "actor",
        [{"actor_id": site, "platform": "web", "name": name, "handle": None} for site, name in sites.items()]
        + [
            {
                "actor_id": one,
                "platform": "x",
                "handle": f"secret_handle_{one[2:]}{words}",
                "name": f"Secret Name {one}",
            }
            for one in people
        ],
    )
    insert(
        store,
        "actor_role",
        [{"actor_id": OUTLET, "role": "outlet", "country": "Eastmere" + words, "source": "analyst"}]
        + [
            {
                "actor_id": one,
                "role": "blogger" if place < 20 else "journalist",
                "country": "Westhaven",
                "source": "analyst",
            }
            for place, one in enumerate(people[:25])
        ],
    )


def _plant_narratives(store: Store, count: int, words: str) -> None:
    posts = [post for place in range(count) for post in _posts(place, words)]
    insert(store, "post", [{name: value for name, value in post.items() if name != "narrative_id"} for post in posts])
    members = [{"narrative_id": post["narrative_id"], "post_id": post["post_id"]} for post in posts]
    insert(store, "narrative_post", [{**row, "level": "words", "score": 1.0, "reason": "identical"} for row in members])
    insert(
        store,
        "narrative",
        [
            {
                "narrative_id": f"w-{place:012x}",
                "level": "words",
                "label": f"Personal words {place} of someone" + words,
                "posts": 32 - place,
                "actors": 32,
                "languages": "kk",
                "first": MAY_1,
                "last": MAY_1 + 40 * HOUR,
                "flags": "agency" + words if place == 1 else "",
            }
            for place in range(count)
        ],
    )


def _posts(place: int, words: str) -> list[dict[str, Any]]:
    people = [
        (f"x:{place}{one:03d}", f"x:{one}", "post", HOUR * one, 0, f"Personal words {place} of") for one in range(30)
    ]
    sites = [
        (f"web:{site}/{place}", f"web:{site}", "article", HOUR * 2, 24 * HOUR, f"Printed headline {place}")
        for site in ("north-times.example", "south-post.example")
    ]
    return [
        {
            "narrative_id": f"w-{place:012x}",
            "post_id": post_id,
            "platform": actor.partition(":")[0],
            "actor_id": actor,
            "kind": kind,
            "published_lo": MAY_1 + HOUR * place + start,
            "published_hi": MAY_1 + HOUR * place + start + span,
            "published_source": "platform",
            "text": said + words,
            "lang": "kk",
            "url": f"https://{post_id.partition(':')[2]}",
            "run_id": "r",
            "raw_ref": "r",
            "importer_version": 1,
        }
        for post_id, actor, kind, start, span, said in people + sites
    ]


def _plant_ledgers(store: Store, words: str) -> None:
    counts = {"read": 900, "kept": 850, "updated": 10, "duplicates": 5}
    ledger = json.dumps({**counts, "skipped": {"no time" + words: 35}, "other": {"user": 4}})
    store.connection.execute(
        "insert into run values ('r', 'twitter_v2', 1, '/home/me/posts.jsonl', 'i', 12345678, 2, 9, ?)", [ledger]
    )
    store.connection.execute("insert into skipped select 'r', 'x', ?, 'detail' from range(35)", ["no time" + words])
    store.connection.execute("insert into archive_part values ('r', 0, 5, 9, 'aa'), ('r', 1, 4, 9, 'bb')")
    store.connection.execute("insert into derived values ('links', 'f00d', 12)")
    store.connection.execute("insert into link values ('web:a', 'x:1', 'citation', 1, 1, null)")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("cases")
    return {
        name: plant(folder / f"{name}.duckdb", words=words) for name, words in (("plain", ""), ("hostile", HOSTILE))
    }


@pytest.fixture
def case(files: dict[str, Path]) -> Iterator[Store]:
    with Store(files["plain"]) as store:
        yield store


@pytest.fixture
def hostile(files: dict[str, Path]) -> Iterator[Store]:
    with Store(files["hostile"]) as store:
        yield store


def written(store: Store, *, identify: bool = False, **settings: Any) -> str:
    return report(store, People(store, KEY, identify=identify), title="The fish market", **settings).html


class Outline(HTMLParser):
    """Collect what a reader or a listener finds their way by."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.tags.append(tag)
        self.ids += [named["id"]] if named.get("id") else []
        self.targets += [named["href"]] if named.get("href") else []


def plain(text: str) -> str:
    """Return the words of a page, without elements and non-breaking spaces."""
    return re.sub(r"<[^>]+>", " ", text).replace("\u00a0", " ").replace("&nbsp;", " ")


def test_the_same_case_gives_the_same_bytes(case: Store) -> None:
    """Nothing of the clock, the run's times or the order of rows gets into the page."""
    case.connection.execute("set threads = 1")
    once = written(case)
    case.connection.execute("set threads = 4")
    assert written(case) == once
    assert "12345678" not in once


def test_the_order_of_rows_does_not_show(tmp_path: Path, case: Store) -> None:
    """The same rows, stored the other way round, make the same page."""
    with Store(tmp_path / "turned.duckdb", read_only=False) as store:
        store.connection.execute(f"attach '{case.path}' as other (read_only)")
        for (table,) in store.connection.execute(
            "select table_name from duckdb_tables() where database_name = 'other'"
        ).fetchall():
            if table != "migration":
                store.connection.execute(f"insert into {table} select * from other.{table} order by rowid desc")
        assert written(store) == written(case)


def test_headings_go_down_one_at_a_time_and_links_arrive(case: Store) -> None:
    """There is one first-level heading, no level is skipped, ids are unique, and every inner link has its place."""
    outline = Outline(written(case))
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(outline.ids) == len(set(outline.ids))
    assert {target[1:] for target in outline.targets if target.startswith("#")} <= set(outline.ids)


def test_every_table_has_a_caption_and_scoped_headings(case: Store) -> None:
    """A listener hears what a table is about and which heading a cell belongs to."""
    page = written(case)
    assert page.count("<table") == page.count("<caption>")
    assert not re.findall(r"<th(?![^>]*scope=)(?!ead)[^>]*>", page)
    assert "style=" not in page


def test_the_summary_counts_verdicts_and_repeats_sentences(case: Store) -> None:
    """The first section has the case in a sentence, verdicts per pair, and the findings' own sentences."""
    words = plain(written(case))
    assert "The case holds 192 posts by 32 authors on 2 platforms, 1 to 2 May 2024." in words
    assert re.search(r"Of 6 narratives traced, in 2 the evidence supports that +Outlets abroad +led, in 1", words)
    assert "Sentence 0." in words and "too few actors follow" in words


def test_decided_findings_come_first(case: Store) -> None:
    """The order is by verdict, then by size, then by name."""
    words = re.findall(r"Paragraph (\d)\.", written(case))
    assert words == ["0", "5", "4", "2", "3", "1"]


def test_a_finding_shows_its_numbers(case: Store) -> None:
    """Bounds, ledger, fragility, checks and versions of a finding are on the page."""
    words = plain(written(case))
    for said in (
        "38 %",
        "50 to 62 %",
        "64",
        "3 unseen earlier posts",
        "6.5 hours",
        "probability 0.97",
        "2026-1",
        "2.6 hours",
    ):
        assert said in words
    assert "not known" in words


def test_a_path_names_outlets_and_hides_people(case: Store) -> None:
    """Outlets are named and linked to what they published; people have pseudonyms and no link."""
    page = written(case)
    assert 'href="https://north-times.example/0"' in page
    assert re.search(r"blogger [0-9a-f]{4}", page)
    assert "secret_handle" not in page and "Secret Name" not in page
    assert not re.search(r"\bx:\d{3}", page)
    assert "(not collected)" in page


def test_people_are_named_when_asked(case: Store) -> None:
    """With `identify` handles are shown and the page is marked."""
    page = written(case, identify=True)
    assert "secret_handle_1" in page and "Shows people by name" in page


def test_the_public_reads_no_individual(case: Store) -> None:
    """For the public no individual is quoted, linked or shown alone, and inputs are not named."""
    page = written(case, audience="public")
    assert "Personal words" not in page and "Printed headline" in page
    assert not re.search(r"(blogger|journalist|account) [0-9a-f]{4}", page)
    assert "posts.jsonl" not in page
    words = plain(page)
    assert "1 path through individuals not shown" in words
    assert "fewer than ten individuals" in words
    assert re.search(r"blogger +Westhaven", words) and not re.search(r"journalist +Westhaven", words)


def test_the_machine_does_not_show(case: Store) -> None:
    """Inputs are listed by file name, without the folders they lay in."""
    page = written(case)
    assert "posts.jsonl" in page and "/home/me" not in page


def test_what_was_set_aside_is_told(case: Store) -> None:
    """Runs, reasons, archive heads and fingerprints are on the page."""
    words = plain(written(case))
    for said in ("no time", "35", "twitter_v2", "bb", "f00d"):
        assert said in words


def test_a_case_without_findings_says_how_to_trace(tmp_path: Path) -> None:
    """Without findings the report says so; an empty case has a report as well."""
    with Store(plant(tmp_path / "untraced.duckdb", findings=0)) as store:
        assert "whence trace CASE --from GROUP --to GROUP" in plain(written(store))
    with Store(tmp_path / "empty.duckdb", read_only=False) as store:
        page = report(store, People(store, KEY), title="Empty")
        assert "holds no posts yet" in page.html and page.summary == {"narratives": 0}


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    """Of many findings the first have a section, more have a row, and the page says how many have neither."""
    with Store(plant(tmp_path / "many.duckdb", narratives=3, findings=160)) as store:
        page = report(store, People(store, KEY), title="Many")
    words = plain(page.html)
    assert page.html.count('<article class="finding"') == 24
    assert "136 further findings have no section" in words and "10 further findings are not shown" in words


def test_maps_are_linked_beside_the_report(case: Store) -> None:
    """A map under a narrative's id is linked from its finding; names and paths are made safe."""
    page = written(case, maps={"w-000000000000": "maps/lanes 1.html", "All <b>": "network.html"})
    assert page.count('href="maps/lanes%201.html"') == 2
    assert "All &lt;b&gt;" in page


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "https://x.example/", "//x.example/", "/etc/passwd", "\\\\x", " "]
)
def test_a_map_elsewhere_is_refused(case: Store, address: str) -> None:
    """Only files beside the report are linked as maps."""
    with pytest.raises(RequestError, match="not a path relative to the report"):
        written(case, maps={"a": address})


def test_hostile_words_add_no_element(hostile: Store, case: Store) -> None:
    """A case full of markup makes the same elements as the same case without it."""
    for audience in ("analyst", "public"):
        with_markup = Outline(written(hostile, audience=audience, identify=True)).tags
        assert [tag for tag in with_markup if tag in ("script", "img", "iframe")] == ["script"]  # our own
        assert len(with_markup) == len(Outline(written(case, audience=audience, identify=True)).tags)


@pytest.mark.browser
@pytest.mark.parametrize("width", [360, 1280])
def test_a_browser_shows_it_whole_and_silent(browser: Any, hostile: Store, tmp_path: Path, width: int) -> None:
    """Hostile words do not run, nothing is asked for, nothing sticks out at the side, and it prints."""
    page = report(hostile, People(hostile, KEY, identify=True), title="Market " + HOSTILE).save(tmp_path / "r.html")
    shown = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(page.as_uri())
    assert (shown.title(), said, asked) == ("Market", [], [page.as_uri()])
    assert shown.evaluate("document.documentElement.scrollWidth") <= width
    assert shown.locator("img, iframe, main script").count() == 0
    assert shown.pdf()[:4] == b"%PDF"
    shown.close()


@pytest.mark.browser
def test_axe_finds_nothing_to_mend(browser: Any, case: Store, tmp_path: Path) -> None:
    """The accessibility checker has no complaint, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    page = report(case, People(case, KEY), title="Market", maps={"w-000000000000": "a.html"}).save(tmp_path / "r.html")
    shown = browser.new_page()
    shown.goto(page.as_uri())
    for scheme in ("light", "dark"):
        shown.emulate_media(color_scheme=scheme)
        broken = Axe().run(shown).response["violations"]
        assert [(rule["id"], rule["nodes"][0]["html"]) for rule in broken] == []
    shown.close()
