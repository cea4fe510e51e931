"""What each kind leaves in the tables: real clients of the libraries, a server on the loopback address, the runner."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
from loopback import Answer, Asked, Loopback
from speak_bluesky import DID
from speak_bluesky import post as bluesky_view
from speak_mastodon import ACCOUNT
from speak_mastodon import post as mastodon_status
from speak_telegram import Connection, history, request_of
from speak_telegram import aside as telegram_aside
from speak_telegram import message as telegram_message
from speak_x import post as x_post
from speaking import FIRST_DAY, Moving, answer, sample
from telethon.tl import functions, types

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


# -- X ----------------------------------------------------------------------------------------------------------------

LONG = "The harbour of Ambria " + "opens and opens and opens " * 30


def x_server(asked: Asked) -> Answer:
    """Answer searches, timelines, quotes and retweets of post 1000."""
    original = {**x_post(sample(1000)), "text": LONG[:270] + "…", "note_tweet": {"text": LONG}}
    of = {"id": "1000"}
    repost = {**x_post(sample(1001)), "text": f"RT @mole: {LONG[:120]}…", "author_id": "8"}
    shown = {
        "retweets": [{**repost, "referenced_tweets": [{"type": "retweeted", **of}]}],
        "quote_tweets": [{**x_post(sample(1002)), "referenced_tweets": [{"type": "quoted", **of}]}],
        "recent": [
            {**x_post(sample(1003)), "conversation_id": "1000", "referenced_tweets": [{"type": "replied_to", **of}]}
        ],
        "all": [{**x_post(sample(1004)), "conversation_id": "1000"}],
        "tweets": [x_post(sample(1005))],
    }
    if "by/username" in asked.path:
        return answer({"data": {"id": "7", "username": "mole", "name": "Mole"}})
    users = [{"id": "7", "username": "mole", "name": "Mole"}, {"id": "8", "username": "pier", "name": "Pier"}]
    data = shown[asked.path.rpartition("/")[2]]
    return answer({"data": data, "includes": {"tweets": [original], "users": users}, "meta": {"result_count": 1}})


def test_the_kinds_of_x(tmp_path: Path) -> None:
    """Reposts come with their own times and the whole text of their original; quotes, replies and timelines join."""
    case = Case(tmp_path, x_server, X_BEARER_TOKEN="t")
    for kind, target in (
        ("reposts", "1000"), ("quotes", "1000"), ("replies", "1000"), ("replies-all", "1000"), ("timeline", "@mole"),
    ):  # fmt: skip
        outcome = case.collect("x", kind, target)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
        assert outcome.cost > 0
    assert case.kinds == {
        "x:1000": "post",
        "x:1001": "repost",
        "x:1002": "quote",
        "x:1003": "reply",
        "x:1004": "post",
        "x:1005": "post",
    }
    assert case.ties == {("x:1001", "repost", "x:1000"), ("x:1002", "quote", "x:1000"), ("x:1003", "reply", "x:1000")}
    texts = dict(case.rows("select post_id, text from post where post_id in ('x:1000', 'x:1001')"))
    assert texts == {"x:1000": LONG, "x:1001": LONG}
    assert case.rows("select published_lo from post where post_id = 'x:1001'") == [(sample(1001).at,)]
    assert case.rows("select handle from actor order by actor_id") == [("mole",), ("pier",)]


def test_batch_compliance_of_x_empties_what_is_gone(tmp_path: Path) -> None:
    """A job says that a post was deleted: its words go from the tables, its place stays."""

    def speak(asked: Asked) -> Answer:
        if asked.path.startswith("/2/compliance"):
            state = "created" if asked.method == "POST" else "complete"
            places = {"upload_url": "https://store.example/up", "download_url": "https://store.example/down"}
            return answer({"data": {"id": "5", "status": state, **places}})
        if asked.path == "/down":
            gone = {"id": "1000", "action": "delete", "created_at": sample(1000).iso, "reason": "deleted"}
            return Answer(body=json.dumps(gone).encode() + b"\n", headers={"Content-Type": "text/plain"})
        return answer({}) if asked.path == "/up" else x_server(asked)

    case = Case(tmp_path, speak, X_BEARER_TOKEN="t")
    case.collect("x", "reposts", "1000")
    outcome = case.collect("x", "compliance-posts", "1000 1001")
    assert (outcome.state, outcome.ledger.other) == ("done", {"compliance": 1})
    assert [asked.body for asked in case.asked if asked.path == "/up"] == [b"1000\n1001"]
    assert case.rows("select text, deleted_at is null from post where post_id = 'x:1000'") == [(None, False)]
    assert case.rows("select id, source from tombstone") == [("x:1000", "compliance")]


# -- Bluesky ----------------------------------------------------------------------------------------------------------

AT = f"at://{DID}/app.bsky.feed.post"


def bluesky_server(asked: Asked) -> Answer:
    """Answer the AppView's methods about post 1000."""
    one, two, three = (bluesky_view(sample(number)) for number in (1000, 1001, 1002))
    pier = {"did": "did:plc:pier", "handle": "pier.example"}
    two["record"] = {**two["record"], "reply": {"root": {"uri": f"{AT}/1000"}, "parent": {"uri": f"{AT}/1000"}}}  # type: ignore[dict-item]
    quoted = {"$type": "app.bsky.embed.record", "record": {"uri": f"{AT}/1000", "cid": "b"}}
    three["record"] = {**three["record"], "embed": quoted}  # type: ignore[dict-item]
    reason = {"$type": "app.bsky.feed.defs#reasonRepost", "by": pier, "indexedAt": sample(1009).iso}
    reason["uri"] = "at://did:plc:pier/app.bsky.feed.repost/1"
    shown: Mapping[str, object] = {
        "searchPosts": {"posts": [one]},
        "getAuthorFeed": {"feed": [{"post": one, "reason": reason}]},
        "getPostThread": {
            "thread": {"$type": "app.bsky.feed.defs#threadViewPost", "post": one, "replies": [{"post": two}]}
        },
        "getQuotes": {"posts": [three], "uri": f"{AT}/1000"},
        "getRepostedBy": {"repostedBy": [pier], "uri": f"{AT}/1000"},
    }
    return answer(shown[asked.path.rpartition(".")[2]])


def test_the_kinds_of_bluesky(tmp_path: Path) -> None:
    """Search, feed with its reposts, thread, quotes; who reposted comes as accounts, without times."""
    case = Case(tmp_path, bluesky_server)
    for kind, target in (
        ("search", "harbour"), ("feed", "pier.example"), ("thread", f"{AT}/1000"), ("quotes", f"{AT}/1000"),
        ("reposted-by", f"{AT}/1000"),
    ):  # fmt: skip
        outcome = case.collect("bluesky", kind, target)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
    own, pier = f"bluesky:{DID}/app.bsky.feed.post", "bluesky:did:plc:pier/app.bsky.feed.repost/1"
    assert case.kinds == {f"{own}/1000": "post", f"{own}/1001": "reply", f"{own}/1002": "quote", pier: "repost"}
    assert case.ties >= {
        (f"{own}/1001", "reply", f"{own}/1000"),
        (f"{own}/1002", "quote", f"{own}/1000"),
        (pier, "repost", f"{own}/1000"),
    }
    assert case.rows(f"select text from post where post_id = '{pier}'") == [(sample(1000).text,)]
    assert {handle for (handle,) in case.rows("select handle from actor")} == {"harbour.ambria.example", "pier.example"}


# -- Mastodon ---------------------------------------------------------------------------------------------------------


def mastodon_server(asked: Asked) -> Answer:
    """Answer as any instance that is asked for, by the tokens that come."""
    if "/instance" in asked.path:
        return answer({"version": "4.5.0", "api_versions": {"mastodon": 6}})
    if asked.path.endswith("/lookup"):
        return answer(ACCOUNT)
    if asked.path.endswith("/reblogged_by"):
        at = int(asked.query.get("max_id", "0"))
        one = {
            **ACCOUNT,
            "id": str(8 + at),
            "acct": f"pier{at}@isle.example",
            "uri": f"https://isle.example/users/pier{at}",
        }
        link = f'<https://sea.example{asked.path}?max_id={at + 1}>; rel="next"'
        return answer([one], **({"Link": link} if at < 2 else {}))
    boost = {**mastodon_status(sample(1003)), "content": "", "reblog": mastodon_status(sample(1000))}
    shown = {
        "search": {
            "accounts": [],
            "hashtags": [],
            "statuses": [mastodon_status(sample(1000))] if "offset" not in asked.query else [],
        },
        "context": {"ancestors": [], "descendants": [{**mastodon_status(sample(1001)), "in_reply_to_id": "1000"}]},
        "public": [mastodon_status(sample(1002))],
        "statuses": [boost],
        "harbour": [mastodon_status(sample(1004))],
    }
    return answer(shown[asked.path.rstrip("/").rpartition("/")[2]])


def test_the_kinds_of_mastodon(tmp_path: Path) -> None:
    """Search, tag, public, account, context and boosts; of two instances, each with its own token and no other's."""
    case = Case(tmp_path, mastodon_server, MASTODON_TOKENS="sea.example=one isle.example=two")
    for kind, *targets in (
        ("search", "sea.example/ferry"), ("tag", "sea.example/#harbour", "isle.example/#harbour"),
        ("public", "sea.example/"), ("account", "@mole@sea.example"), ("context", "https://sea.example/@mole/1000"),
        ("boosted-by", "https://sea.example/@mole/1000"),
    ):  # fmt: skip
        outcome = case.collect("mastodon", kind, *targets)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
    own = "mastodon:sea.example/users/mole/statuses"
    assert case.kinds == {
        f"{own}/1000": "post",
        f"{own}/1001": "reply",
        f"{own}/1002": "post",
        f"{own}/1003": "repost",
        f"{own}/1004": "post",
    }
    assert (f"{own}/1003", "repost", f"{own}/1000") in case.ties
    tags = [one.headers["authorization"] for one in case.asked if one.path.endswith("/harbour")]
    assert tags == ["Bearer one", "Bearer two"]
    boosters = [f"mastodon:isle.example/users/pier{n}" for n in range(3)]
    assert case.rows("select actor_id from actor where handle like 'pier%' order by 1") == [(one,) for one in boosters]


# -- Telegram ---------------------------------------------------------------------------------------------------------


def telegram_server(asked: Asked) -> Answer:
    """Answer history with a forward, comments, a search within the channel; then nothing."""
    request = request_of(asked)
    if isinstance(request, functions.contacts.ResolveUsernameRequest):
        return telegram_aside(asked)
    if request.offset_id:
        return history([])
    number = {functions.messages.GetHistoryRequest: 1000, functions.messages.GetRepliesRequest: 1001}.get(
        type(request), 1002
    )
    one = telegram_message(sample(number))
    if number == 1000:
        when = datetime.fromtimestamp(FIRST_DAY / 1000, UTC)
        one.fwd_from = types.MessageFwdHeader(date=when, from_id=types.PeerChannel(77), channel_post=12)
    return history([one])


def test_the_kinds_of_telegram(tmp_path: Path) -> None:
    """History with the source of a forward, comments, search; the channel's name is asked for once in all runs."""
    case = Case(tmp_path, telegram_server, TELEGRAM_API_ID="1", TELEGRAM_API_HASH="h", TELEGRAM_SESSION="")
    for kind, target in (("history", "ambria"), ("comments", "t.me/Ambria/12"), ("search", "ambria/ferry")):
        outcome = case.collect("telegram", kind, target)
        assert (outcome.state, outcome.ledger.skipped) == ("done", {}), (kind, outcome.reason)
    assert set(case.kinds.values()) == {"repost", "post"}
    assert ("telegram:1500/99000", "repost", "telegram:77/12") in case.ties
    asked = [type(request_of(one)).__name__ for one in case.asked]
    assert asked.count("ResolveUsernameRequest") == 1
    assert case.rows("select target from followed where identity = 'telegram'") == [("ambria",)]


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
