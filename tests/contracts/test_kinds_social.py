"""What each kind of X, Bluesky, Mastodon and Telegram leaves in the tables, by the real clients of the libraries."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from kinds import Case
from loopback import Answer, Asked
from speak_bluesky import DID
from speak_bluesky import post as bluesky_view
from speak_mastodon import ACCOUNT
from speak_mastodon import post as mastodon_status
from speak_telegram import aside as telegram_aside
from speak_telegram import history, request_of
from speak_telegram import message as telegram_message
from speak_x import post as x_post
from speaking import FIRST_DAY, answer, sample
from telethon.tl import functions, types

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
