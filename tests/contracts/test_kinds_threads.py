"""What each kind of Reddit, YouTube, VK and the open web leaves in the tables, by the real clients of the libraries."""

from pathlib import Path
from urllib.parse import parse_qs

import pytest
from kinds import DAY, Case
from loopback import Answer, Asked
from speaking import FIRST_DAY, answer, sample

# -- Reddit -----------------------------------------------------------------------------------------------------------


def reddit_thing(kind: str, number: str, **data: object) -> dict[str, object]:
    """Return a post or a comment."""
    own = {"title": "Port", "selftext": "Words"} if kind == "t3" else {"body": f"Comment {number}", "link_id": "t3_p"}
    made = {
        "id": number,
        "name": f"{kind}_{number}",
        "author": "mole",
        "created_utc": FIRST_DAY // 1000,
        "subreddit": "ambria",
    }
    return {"kind": kind, "data": {**made, **own, **data}}


def listing(*children: object) -> dict[str, object]:
    """Return a listing without a next page."""
    return {"kind": "Listing", "data": {"after": None, "children": list(children)}}


def reddit_server(asked: Asked) -> Answer:
    """A post with two comments shown, 150 behind "more", and a thread that goes on deeper."""
    if "access_token" in asked.path:
        return answer({"access_token": "t", "token_type": "bearer", "expires_in": 86400, "scope": "*"})
    if asked.path.endswith("morechildren"):
        named = asked.query["children"].split(",")
        things = [reddit_thing("t1", number, parent_id="t3_p") for number in named]
        return answer({"json": {"errors": [], "data": {"things": things}}})
    if asked.path.endswith("/_/deep"):
        return answer(
            [
                listing(reddit_thing("t3", "p")),
                listing(reddit_thing("t1", "deep", replies=listing(reddit_thing("t1", "deeper", parent_id="t1_deep")))),
            ]
        )
    if "comments/" in asked.path:
        more = {"kind": "more", "data": {"children": [f"m{n}" for n in range(150)], "parent_id": "t3_p", "count": 150}}
        below = {"kind": "more", "data": {"children": [], "parent_id": "t1_deep", "count": 0, "id": "_"}}
        deep = reddit_thing("t1", "deep", parent_id="t3_p", replies=listing(below))
        return answer(
            [listing(reddit_thing("t3", "p")), listing(reddit_thing("t1", "c", parent_id="t3_p"), deep, more)]
        )
    return answer(
        listing(
            reddit_thing("t3", {"search": "s", "new": "n", "overview": "u"}[asked.path.strip("/").rpartition("/")[2]])
        )
    )


def test_the_kinds_of_reddit(tmp_path: Path) -> None:
    """Search, subreddit, user; a post with every comment, those behind "more" and deep in a thread included."""
    case = Case(tmp_path, reddit_server, REDDIT_CLIENT_ID="i", REDDIT_CLIENT_SECRET="s")
    for kind, target in (("search", "port"), ("new", "r/ambria"), ("user", "u/mole"), ("comments", "t3_p")):
        outcome = case.collect("reddit", kind, target)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
    assert outcome.pages == 4
    comments = [number for number, kind in case.kinds.items() if kind == "comment"]
    assert len(comments) == 153
    assert {"reddit:t1_m0", "reddit:t1_m149", "reddit:t1_deeper"} < set(comments)
    assert ("reddit:t1_deeper", "reply", "reddit:t1_deep") in case.ties
    assert {"reddit:t3_s", "reddit:t3_n", "reddit:t3_u", "reddit:t3_p"} < case.kinds.keys()


# -- YouTube ----------------------------------------------------------------------------------------------------------


_THREADS = "youtube#commentThreadListResponse"


def youtube_comment(number: str, video: str | None = "v1") -> dict[str, object]:
    snippet = {
        "authorChannelId": {"value": "UCpier"},
        "textOriginal": f"Words {number}",
        "publishedAt": sample(1000).iso,
    }
    held = {"videoId": video} if video else {"parentId": number.partition(".")[0]}
    return {"kind": "youtube#comment", "id": number, "snippet": {**snippet, **held}}


def youtube_server(asked: Asked) -> Answer:
    """A video with two threads: one whole, one with 120 answers of which five come along."""
    path = asked.path.rpartition("/")[2]
    snippet = {"publishedAt": sample(1000).iso, "channelId": "UCmole", "title": "Berth", "description": "Words"}
    if path == "commentThreads":
        if asked.query.get("pageToken") == "two":
            return answer({"kind": _THREADS, "items": [thread("C", 0, 0)]})
        return answer({"kind": _THREADS, "items": [thread("A", 120, 5), thread("B", 1, 1)], "nextPageToken": "two"})
    if path == "comments":
        first = 0 if "pageToken" not in asked.query else 100
        items = [youtube_comment(f"A.{n}", None) for n in range(first, min(first + 100, 120))]
        return answer(
            {"kind": "youtube#commentListResponse", "items": items, **({"nextPageToken": "later"} if not first else {})}
        )
    kind = {"search": "searchResult", "videos": "video", "playlistItems": "playlistItem"}[path]
    number: object = {"videoId": "v1"} if path == "search" else "v1"
    details = {"videoId": "v1", "videoPublishedAt": sample(1000).iso}
    counts = {"viewCount": "12", "likeCount": "3"}
    one = {"kind": f"youtube#{kind}", "id": number, "snippet": snippet, "contentDetails": details, "statistics": counts}
    return answer({"kind": f"youtube#{kind}ListResponse", "items": [one]})


def thread(number: str, total: int, shown: int) -> dict[str, object]:
    snippet = {"topLevelComment": youtube_comment(number), "totalReplyCount": total, "videoId": "v1"}
    held = [youtube_comment(f"{number}.{n}") for n in range(shown)]
    return {"kind": "youtube#commentThread", "id": number, "snippet": snippet, "replies": {"comments": held}}


def test_the_kinds_of_youtube(tmp_path: Path) -> None:
    """Search, videos with counts, uploads; comments with all answers, those that do not come along included."""
    case = Case(tmp_path, youtube_server, YOUTUBE_KEY="k")
    for kind, target in (("search", "port"), ("videos", "v1"), ("uploads", "UCmole"), ("comments", "v1")):
        outcome = case.collect("youtube", kind, target)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
    assert (outcome.pages, outcome.ledger.read) == (4, 129)
    comments = [number for number, kind in case.kinds.items() if kind == "comment"]
    assert len(comments) == 3 + 120 + 1
    assert ("youtube:A.119", "reply", "youtube:A") in case.ties
    assert ("views", 12) in case.rows("select name, value from metric where post_id = 'youtube:v1'")
    paths = [one.path.rpartition("/")[2] for one in case.asked[-4:]]
    assert paths == ["commentThreads", "comments", "comments", "commentThreads"]


# -- VK ---------------------------------------------------------------------------------------------------------------


def vk_server(asked: Asked) -> Answer:
    """A wall with a chain of reposts; a comment with 25 answers of which ten come along."""
    form = {name: values[0] for name, values in parse_qs(asked.body.decode()).items()}
    at = int(form.get("offset", "0"))
    root = {"id": 1, "owner_id": -9, "from_id": -9, "date": FIRST_DAY // 1000, "text": "First words"}
    via = {"id": 2, "owner_id": -8, "from_id": -8, "date": FIRST_DAY // 1000 + 60, "text": ""}
    own = {
        "id": 3,
        "owner_id": -5,
        "from_id": -5,
        "date": FIRST_DAY // 1000 + 120,
        "text": "",
        "copy_history": [via, root],
    }

    def said(number: int, stack: list[int], **more: object) -> dict[str, object]:
        made = {
            "id": number,
            "from_id": 44,
            "post_id": 3,
            "owner_id": -5,
            "date": FIRST_DAY // 1000 + number,
            "text": f"W{number}",
        }
        return {**made, "parents_stack": stack, **more}

    def page(count: int, items: list[object]) -> Answer:
        return answer({"response": {"count": count, "items": items, "profiles": [], "groups": []}})

    if not asked.path.endswith("getComments"):
        return page(1, [own])
    if "comment_id" in form:
        return page(25, [said(100 + n, [10]) for n in range(at, min(25, at + 20))])
    return page(1, [said(10, [], thread={"count": 25, "items": [said(100 + n, [10]) for n in range(10)]})])


def test_the_kinds_of_vk(tmp_path: Path) -> None:
    """A wall, a post, a search: the chain of reposts with every link; comments with all answers."""
    case = Case(tmp_path, vk_server, VK_TOKEN="t")
    for kind, target in (("wall", "-5"), ("posts", "-5_3"), ("search", "words"), ("comments", "-5_3")):
        outcome = case.collect("vk", kind, target)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
    posts = {number: kind for number, kind in case.kinds.items() if kind != "comment"}
    assert posts == {"vk:-5_3": "repost", "vk:-8_2": "repost", "vk:-9_1": "post"}
    assert {
        ("vk:-5_3", "repost", "vk:-8_2"),
        ("vk:-5_3", "repost", "vk:-9_1"),
        ("vk:-8_2", "repost", "vk:-9_1"),
    } <= case.ties
    assert len(case.kinds) - len(posts) == 26
    assert outcome.pages == 3


# -- the open web -----------------------------------------------------------------------------------------------------

ARTICLE = """<!DOCTYPE html><html lang="en"><head><title>Ferries</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Ferries leave from the old pier", "datePublished": "2024-05-01T10:20:30+05:00",
 "author": {"@type": "Person", "name": "Ann Invented"}, "isBasedOn": "https://isle.example/2024/the-first-report"}</script>
</head><body><nav><a href="https://north.example/menu">Menu</a></nav><article><h1>Ferries leave from the old pier</h1>
<p>The council of the harbour said on Wednesday that the ferries will leave from the old pier, as the
<a href="https://gazette.example/2024/05/plan-of-the-port">Gazette of Ambria</a> had reported a week before that.</p>
<p>Until the last of the berths is ready for the boats of the islands, nobody will have to wait for longer than an hour,
the harbour master said to the reporters who had come to the pier to see the first of the new boats arrive.</p>
</article></body></html>"""


def test_an_article_with_everything_that_is_said_of_it(tmp_path: Path) -> None:
    """Text, title, author, time to the second with its source, outgoing links, named source; the page is archived."""

    def speak(asked: Asked) -> Answer:
        if asked.path == "/robots.txt":
            return Answer(body=b"User-agent: *\nDisallow: /private\n", headers={"Content-Type": "text/plain"})
        return Answer(body=ARTICLE.encode(), headers={"Content-Type": "text/html; charset=utf-8"})

    case = Case(tmp_path, speak)
    outcome = case.collect("articles", "pages", "https://north.example/2024/ferries", "https://north.example/private/1")
    assert (outcome.state, outcome.posts) == ("done", 1)
    assert "robots.txt" in outcome.reason
    ((number, title, lo, hi, source, text),) = case.rows(
        "select post_id, title, published_lo, published_hi, published_source, text from post"
    )
    assert (number, title) == ("web:north.example/2024/ferries", "Ferries leave from the old pier")
    assert (lo, hi) == (1_714_540_830_000, 1_714_540_830_000)
    assert source == "page"
    assert "old pier" in text
    cited = {one for (one,) in case.rows("select canonical from post_url")}
    assert cited == {"gazette.example/2024/05/plan-of-the-port", "isle.example/2024/the-first-report"}
    assert "/private/1" not in [asked.path for asked in case.asked]
    assert case.rows("select target, reason from gap") == [("https://north.example/private/1", "not there")]


@pytest.mark.parametrize(
    ("platform", "kind", "target", "empty"),
    [
        ("x", "search", "nothing", {"meta": {"result_count": 0}}),
        ("bluesky", "search", "nothing", {"posts": []}),
        ("mastodon", "tag", "sea.example/#nothing", []),
        ("youtube", "search", "nothing", {"kind": "youtube#searchListResponse", "items": []}),
        ("vk", "search", "nothing", {"response": {"count": 0, "items": [], "profiles": [], "groups": []}}),
        ("gdelt", "articles", "nothing", {}),
        ("mediacloud", "stories", "nothing", {"stories": [], "pagination_token": None}),
    ],
)
def test_nothing_found_is_an_answer(platform: str, kind: str, target: str, empty: object, tmp_path: Path) -> None:
    """A search without results ends well, with nothing kept and nothing set aside."""
    case = Case(
        tmp_path, lambda asked: answer(empty), X_BEARER_TOKEN="t", YOUTUBE_KEY="k", VK_TOKEN="t", MEDIACLOUD_KEY="k"
    )
    span = {"since": FIRST_DAY, "until": FIRST_DAY + DAY} if platform in ("gdelt", "mediacloud") else {}
    outcome = case.collect(platform, kind, target, **span)
    assert (outcome.state, outcome.posts, outcome.ledger.skipped) == ("done", 0, {})


def test_a_list_of_the_newest_is_left_where_nothing_more_is_wanted(tmp_path: Path) -> None:
    """A subreddit is read back to --since and no further, though the server has more."""

    def speak(asked: Asked) -> Answer:
        if "access_token" in asked.path:
            return answer({"access_token": "t", "token_type": "bearer", "expires_in": 86400, "scope": "*"})
        at = int(asked.query.get("after", "p0")[1:])
        children = [reddit_thing("t3", f"{at}x{n}", created_utc=FIRST_DAY // 1000 - 86400 * at) for n in range(3)]
        return answer({"kind": "Listing", "data": {"after": f"p{at + 1}", "children": children}})

    case = Case(tmp_path, speak, REDDIT_CLIENT_ID="i", REDDIT_CLIENT_SECRET="s")
    outcome = case.collect("reddit", "new", "ambria", since=FIRST_DAY - 3 * DAY)
    assert (outcome.state, outcome.pages, outcome.posts) == ("done", 5, 15)
