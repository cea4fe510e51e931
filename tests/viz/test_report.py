"""The dossier says what the case and its saved findings say, to the right audience, and nothing else."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from collectors.errors import RequestError
from graphs.people import People
from graphs.store.database import Store
from viz.report import report

HOSTILE = "</script><script>document.title='PWNED'</script><img src=x onerror=\"document.title='PWNED'\">\u202e"
MAY_1 = 1_714_521_600_000
HOUR = 3_600_000
KEY = b"a key for tests"
OUTLET = "web:north-times.example"
VERDICTS = ["source led", "cannot tell", "both ways", "separate", "target led"]


def share(*values: float | None) -> dict[str, float | None]:
    return dict(zip(("lower", "estimate", "low90", "high90", "upper"), values, strict=True))


def found(place: int, words: str) -> dict[str, Any]:
    """Return the document of one finding, with native ids."""
    verdict = VERDICTS[place % len(VERDICTS)]
    return {
        "narrative_id": f"w-{place:012x}",
        "level": "words",
        "verdict": verdict,
        "route": "documented" if verdict != "cannot tell" else "none",
        "reason": "too few actors follow" + words if verdict == "cannot tell" else "",
        "sentence": f"Sentence {place}." + words,
        "paragraph": f"Paragraph {place}." + words,
        "grade": "B2",
        "share": share(0.38, 0.55, 0.5, 0.62, 0.71),
        "reverse": share(0.0, None, None, None, 0.12),
        "p_first_source": 0.97,
        "p_wording": None,
        "q": None,
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
        "via_group": None,
        "thresholds": "2026-1",
    }


def plant(path: Path, *, narratives: int = 6, findings: int = 6, words: str = "") -> Path:
    """Write a small case by hand; `words` stand in every text of it."""
    with Store(path, read_only=False) as store:
        _plant_actors(store, words)
        for place in range(narratives):
            _plant_narrative(store, place, words)
        for place in range(findings):
            document = found(place, words)
            groups = [document["source_group"], document["target_group"], None]
            store.connection.execute(
                "insert into finding values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                [document["narrative_id"], *groups, "words", document["verdict"], "2026-1", 7, json.dumps(document)],
            )
        _plant_ledgers(store, words)
    return path


def _plant_actors(store: Store, words: str) -> None:
    rows = [(OUTLET, "web", None, "North Times"), ("web:south-post.example", "web", None, "South Post")]
    rows += [(f"x:{number}", "x", f"secret_handle_{number}" + words, f"Secret Name {number}") for number in range(30)]
    store.connection.executemany(
        "insert into actor (actor_id, platform, handle, name) values (?, ?, ?, ?)", [list(row) for row in rows]
    )
    roles = [(OUTLET, "outlet", "Eastmere" + words)]
    roles += [(f"x:{number}", "blogger" if number < 20 else "journalist", "Westhaven") for number in range(25)]
    store.connection.executemany(
        "insert into actor_role (actor_id, role, country, source) values (?, ?, ?, 'analyst')",
        [list(row) for row in roles],
    )


def _plant_narrative(store: Store, place: int, words: str) -> None:
    text = f"Personal words {place} of someone" + words
    posts = [(f"x:{place}{number:03d}", "x", f"x:{number}", "post", HOUR * number, 0, text) for number in range(30)]
    posts += [
        (
            f"web:{site}/{place}",
            "web",
            f"web:{site}",
            "article",
            HOUR * 2,
            24 * HOUR,
            f"Printed headline {place}" + words,
        )
        for site in ("north-times.example", "south-post.example")
    ]
    for post_id, platform, actor, kind, start, span, said in posts[: 10 + 22]:
        low = MAY_1 + start + HOUR * place
        store.connection.execute(
            "insert into post (post_id, platform, actor_id, kind, published_lo, published_hi, published_source, text, lang,"
            " url, run_id, raw_ref, importer_version) values (?, ?, ?, ?, ?, ?, 'platform', ?, 'kk', ?, 'r', 'r', 1)",
            [post_id, platform, actor, kind, low, low + span, said, f"https://{post_id.partition(':')[2]}"],
        )
    ids = [post[0] for post in posts]
    narrative = f"w-{place:012x}"
    store.connection.executemany(
        "insert into narrative_post values (?, ?, 'words', 1.0, 'identical')", [[narrative, post] for post in ids]
    )
    store.connection.execute(
        "insert into narrative values (?, 'words', ?, ?, ?, 'kk', ?, ?, ?)",
        [narrative, text, 32 - place, 32, MAY_1, MAY_1 + 40 * HOUR, "agency" + words if place == 1 else ""],
    )


def _plant_ledgers(store: Store, words: str) -> None:
    ledger = {
        "read": 900,
        "kept": 850,
        "updated": 10,
        "duplicates": 5,
        "skipped": {"no time" + words: 35},
        "other": {"user": 4},
    }
    execute = store.connection.execute
    execute(
        "insert into run values ('r', 'twitter_v2', 1, ?, 'i', 12345678, 2, 9, ?)",
        ["/home/me/posts.jsonl", json.dumps(ledger)],
    )
    execute("insert into skipped select 'r', 'x', ?, 'detail' from range(35)", ["no time" + words])
    execute("insert into archive_part values ('r', 0, 5, 9, 'aa'), ('r', 1, 4, 9, 'bb')")
    execute("insert into derived values ('links', 'f00d', 12)")
    execute("insert into link values ('web:a', 'x:1', 'citation', 1, 1, null)")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Store]:
    with Store(plant(tmp_path / "case.duckdb")) as store:
        yield store


@pytest.fixture
def hostile(tmp_path: Path) -> Iterator[Store]:
    with Store(plant(tmp_path / "hostile.duckdb", words=HOSTILE)) as store:
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
    turned = tmp_path / "turned.duckdb"
    with Store(turned, read_only=False) as store:
        store.connection.execute("attach ? as other (read_only)".replace("?", f"'{_copy(case, tmp_path)}'"))
        for table in ("actor", "actor_role", "post", "narrative", "narrative_post", "finding", "run", "skipped"):
            store.connection.execute(f"insert into {table} select * from other.{table} order by rowid desc")
        for table in ("archive_part", "derived", "link"):
            store.connection.execute(f"insert into {table} select * from other.{table} order by rowid desc")
        assert written(store) == written(case)


def _copy(case: Store, folder: Path) -> Path:
    copy = folder / "copy.duckdb"
    copy.write_bytes(case.path.read_bytes())
    return copy


def test_headings_go_down_one_at_a_time_and_links_arrive(case: Store) -> None:
    """There is one first-level heading, no level is skipped, ids are unique, and every inner link has its place."""
    outline = Outline(written(case))
    levels = [int(tag[1]) for tag in outline.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip(levels, levels[1:], strict=False))
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
    assert "The case holds 192 posts by 32 authors on 2 platforms, 1 to 3 May 2024." in words
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
    for said in ("no time", "35", "twitter_v2", "user (4)", "bb", "f00d"):
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
        assert {tag for tag in with_markup if tag in ("script", "img", "iframe")} == set()
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
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_to_mend(browser: Any, case: Store, tmp_path: Path, scheme: str) -> None:
    """The accessibility checker has no complaint, in light and in dark."""
    from axe_playwright_python.sync_playwright import Axe

    page = report(case, People(case, KEY), title="Market", maps={"w-000000000000": "a.html"}).save(tmp_path / "r.html")
    shown = browser.new_page(color_scheme=scheme)
    shown.goto(page.as_uri())
    broken = Axe().run(shown).response["violations"]
    shown.close()
    assert [(rule["id"], rule["nodes"][0]["html"]) for rule in broken] == []
