"""X API v2 in all its forms: hand-made payloads for each rule, real ones for the counts."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from collectors.importers import twitter_v2
from collectors.importers.base import Context
from collectors.records import Actor, Item, Media, Metric, Other, Post, PostKind, PostUrl, Reference, Skipped, Tombstone

AT = "2024-05-01T10:00:00.000Z"
MS = 1714557600000
RETRIEVED = {"retrieved_at": "2024-05-02T00:00:00+00:00"}


def tweet(number: int, author: int = 7, **more: Any) -> dict[str, Any]:
    """Return a post as the API gives it."""
    return {"id": str(number), "author_id": str(author), "text": f"text {number}", "created_at": AT, **more}


def user(number: int, name: str) -> dict[str, Any]:
    return {"id": str(number), "username": name, "name": name.title(), "public_metrics": {"followers_count": number}}


def read(value: Any) -> list[Item]:
    """Read one line the way an import does: fast where that is possible, else whole."""
    data = json.dumps(value).encode()
    try:
        item: Any = twitter_v2.decode(data)
    except ValueError:
        item = json.loads(data)
    assert twitter_v2.sniff(item)
    return list(twitter_v2.read(item, Context()))


def posts(value: Any) -> dict[str, Post]:
    return {one.post_id: one for one in read(value) if isinstance(one, Post)}


def page(*data: dict[str, Any], **includes: Any) -> dict[str, Any]:
    return {"data": list(data), "includes": includes, "meta": {"result_count": len(data)}, "__twarc": RETRIEVED}


REPOST = tweet(
    20, 8, text="RT @ann: the whole tex…", referenced_tweets=[{"type": "retweeted", "id": "10"}],
    entities={"mentions": [{"username": "ann", "id": "7"}]}, public_metrics={"retweet_count": 5},
)  # fmt: skip
ORIGINAL = tweet(
    10, text="the whole text &amp; more &lt;b&gt; #Story https://t.co/a", lang="und",
    entities={
        "hashtags": [{"tag": "Story"}, {"tag": "Story"}],
        "urls": [
            {"url": "https://t.co/a", "expanded_url": "https://short.example/a", "unwound_url": "https://news.example/a"},
            {"url": "https://t.co/p", "expanded_url": "https://x.com/ann/photo/1", "display_url": "pic.x.com/p"},
        ],
    },
    attachments={"media_keys": ["3_1", "7_2"]},
    public_metrics={"like_count": 3, "retweet_count": 5, "reply_count": 1, "quote_count": 0, "impression_count": 90},
)  # fmt: skip


def test_a_repost_carries_what_its_original_holds() -> None:
    """Text, links, tags and media are the original's; mentions and counts of its own it has none."""
    made = posts(page(REPOST, tweets=[ORIGINAL], users=[user(7, "ann"), user(8, "bob")]))
    original, repost = made["x:10"], made["x:20"]
    assert repost.kind is PostKind.REPOST
    assert repost.text == original.text == "the whole text & more <b> #Story https://t.co/a"
    assert repost.references == (Reference(kind="repost", target_post_id="x:10", target_actor_id="x:7", role="root"),)
    assert repost.urls == original.urls == (PostUrl(raw="https://t.co/a", expanded="https://news.example/a"),)
    assert repost.tags == original.tags == ("Story",)
    assert repost.media == original.media == (Media(kind="photo"), Media(kind="video"))
    assert repost.metrics == ()
    assert original.lang is None


def test_without_its_original_a_repost_keeps_the_cut_text() -> None:
    """What is not in the input is not invented."""
    (repost,) = posts(page(REPOST)).values()
    assert repost.text == "RT @ann: the whole tex…"
    assert repost.references[0].target_actor_id is None


def test_counts_are_as_of_when_they_were_retrieved() -> None:
    """Each count of a post becomes a metric with the time of the page."""
    original = posts(page(ORIGINAL))["x:10"]
    wanted = {"likes": 3, "reposts": 5, "replies": 1, "quotes": 0, "views": 90}
    assert {one.name: one.value for one in original.metrics} == wanted
    assert {one.observed_at for one in original.metrics} == {1714608000000}
    assert isinstance(original.metrics[0], Metric)


def test_references_of_a_reply_that_quotes() -> None:
    """All relations are kept; the kind is the strongest; mentions are named by id or by the names beside."""
    both = tweet(
        30, in_reply_to_user_id="9",
        referenced_tweets=[{"type": "replied_to", "id": "28"}, {"type": "quoted", "id": "10"}],
        entities={"mentions": [{"username": "Cat"}, {"username": "dan", "id": "11"}, {"username": "gone"}]},
    )  # fmt: skip
    made = posts(page(both, tweets=[ORIGINAL], users=[user(12, "cat")]))["x:30"]
    assert made.kind is PostKind.QUOTE
    assert made.references == (
        Reference(kind="reply", target_post_id="x:28", target_actor_id="x:9"),
        Reference(kind="quote", target_post_id="x:10", target_actor_id="x:7"),
        Reference(kind="mention", target_actor_id="x:12"),
        Reference(kind="mention", target_actor_id="x:11"),
    )


def test_a_long_post_is_read_whole() -> None:
    """The note's text and entities go before the cut ones."""
    note = {"text": "all of it", "entities": {"hashtags": [{"tag": "whole"}]}}
    made = posts(page(tweet(1, text="all of…", note_tweet=note)))["x:1"]
    assert (made.text, made.tags) == ("all of it", ("whole",))


def test_versions_of_an_edited_post_name_each_other() -> None:
    """An earlier version is superseded by the latest; the latest says which it replaces."""
    history = {"edit_history_tweet_ids": ["99", "100"]}
    made = posts(page(tweet(100, **history), tweets=[tweet(99, **history)]))
    assert made["x:99"].superseded_by == "x:100"
    assert made["x:99"].earlier_versions == ()
    assert made["x:100"].superseded_by is None
    assert made["x:100"].earlier_versions == ("x:99",)
    assert made["x:100"].edited_at == MS


def test_withheld_countries_are_listed_in_order() -> None:
    """Country codes are kept, space-separated."""
    made = posts(page(tweet(1, withheld={"country_codes": ["ZZ", "AA"]})))["x:1"]
    assert made.withheld == "AA ZZ"


def test_the_time_falls_back_on_the_id() -> None:
    """Without created_at the snowflake id tells the time; an old id tells none."""
    number = (MS - 1288834974657) << 22
    made = posts(page(tweet(number, created_at=None)))[f"x:{number}"]
    assert (made.published_lo, made.published_hi, made.published_source) == (MS, MS, "id")
    assert read(page(tweet(5, created_at=None))) == [Skipped(reason="no time", detail="5")]


def test_a_post_without_its_author_is_set_aside() -> None:
    """The author must be asked for; the record says what is missing."""
    line = {"data": [{"id": "5", "text": "x", "edit_history_tweet_ids": ["5"]}]}
    assert read(line) == [Skipped(reason="no author", detail="5")]


def test_flattened_streamed_and_paged_forms_agree() -> None:
    """The same posts come out of all three forms."""
    ann, bob = user(7, "ann"), user(8, "bob")
    paged = page(REPOST, tweets=[ORIGINAL], users=[ann, bob])
    streamed = {**paged, "data": REPOST, "matching_rules": []}
    inner = {**ORIGINAL, "type": "retweeted", "author": ann}
    flattened = {**REPOST, "author": bob, "referenced_tweets": [inner], "__twarc": RETRIEVED}
    assert posts(paged) == posts(streamed) == posts(flattened)
    accounts = [{one for one in read(form) if isinstance(one, Actor)} for form in (paged, streamed)]
    assert accounts[0] == accounts[1]
    assert {one.handle for one in accounts[0]} == {"ann", "bob"}


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ({"data": [user(1, "ann")]}, "user"),
        (user(1, "ann"), "user"),
        ({"data": [{"start": AT, "end": AT, "tweet_count": 4}], "meta": {}}, "count"),
        ({"data": [{"id": "1", "name": "friends", "member_count": 3}], "meta": {}}, "list"),
        ({"data": {"id": "1", "status": "created", "upload_url": "https://upload.example/"}}, "compliance job"),
        (
            {"errors": [{"title": "Not Found", "type": "https://api.twitter.com/2/problems/resource-not-found"}]},
            "error",
        ),
        ({"data": [tweet(1)], "errors": [{"title": "Forbidden"}]}, "error"),
    ],
)
def test_what_is_no_post_is_counted_by_kind(line: dict[str, Any], kind: str) -> None:
    """Users, counts, lists, jobs and errors are told apart."""
    assert Other(kind=kind) in read(line)


def test_a_user_answer_gives_accounts() -> None:
    """A user is an actor as well as a count."""
    (actor, other) = read({"data": [user(3, "ann")], "__twarc": RETRIEVED})
    assert isinstance(actor, Actor)
    assert (actor.actor_id, actor.handle, actor.followers, actor.observed_at) == ("x:3", "ann", 3, 1714608000000)
    assert other == Other(kind="user")


def test_compliance_lines_leave_tombstones() -> None:
    """A deletion is a tombstone with its time, where told; removed coordinates are not a deletion."""
    line = {"id": "5", "action": "delete", "created_at": AT, "redacted_at": AT, "reason": "deleted"}
    assert read(line) == [Tombstone(id="x:5", at=MS, source="compliance"), Other(kind="compliance")]
    assert read({**line, "reason": "scrub_geo"}) == [Other(kind="compliance")]


def test_an_empty_page_is_nothing() -> None:
    """No results is an answer like any other."""
    assert read({"meta": {"result_count": 0}, "__twarc": RETRIEVED}) == []


def test_one_misshapen_post_does_not_cost_the_page() -> None:
    """What is not in the shape of the API is set aside by itself."""
    made = read(page(tweet(1), tweet(2, entities={"urls": "none"}), users=[{"id": []}], tweets=[tweet(3, text=9)]))
    assert [one.post_id for one in made if isinstance(one, Post)] == ["x:1"]
    assert Counter(one.reason for one in made if isinstance(one, Skipped)) == {"not in the shape of X API v2": 2}


@pytest.mark.parametrize(
    "value", [{"id": 1, "text": "a", "user": {"id": 2}}, {"id": "1", "content": "a"}, [], 5, {}, None]
)
def test_other_things_are_not_claimed(value: Any) -> None:
    """Statuses of the older interface and of other platforms are not ours."""
    assert not twitter_v2.sniff(value)
    with pytest.raises(ValueError, match=r"\S"):
        twitter_v2.decode(json.dumps(value).encode())


COUNTS = {
    "2sets": (282, 0), "brexit": (159, 0), "cashtags": (2, 0), "cotweet": (2, 0), "counts": (0, 0), "edited": (3, 0),
    "edited_after": (3, 0), "edited_before": (3, 0), "entities_test": (671, 0), "flat": (186, 0),
    "geo_tweets": (3, 0), "kpop": (123, 0), "lists": (0, 0), "many_urls": (3, 0),
    "media_policy_violation_off": (162, 0), "media_policy_violation_on": (162, 0), "media_tweet": (2, 0),
    "mentions_tweet": (3, 0), "noflat": (166, 0), "quoted_edit": (4, 0), "two_tweets": (2, 0), "users": (52, 0),
    "verified_type": (2, 0), "withheld": (285, 0),
}  # fmt: skip


@pytest.mark.parametrize("name", COUNTS)
def test_every_post_of_a_real_file_is_accounted_for(data: Path, name: str) -> None:
    """Posts offered, counted independently from the raw JSON, are all read; none is set aside."""
    lines = [json.loads(line) for line in (data / f"payloads/twarc_v2/{name}.jsonl").read_bytes().splitlines() if line]
    made = [one for line in lines for one in read(line)]
    offered = sum(map(offered_in, lines))
    found = sum(isinstance(one, Post) for one in made), sum(isinstance(one, Skipped) for one in made)
    assert found == (offered, 0) == COUNTS[name]


def offered_in(line: dict[str, Any]) -> int:
    """Count posts in a line: those of the page and beside it, or the flattened one and those it refers to."""
    if "data" in line:
        beside = line.get("includes", {}).get("tweets", [])
        return sum("text" in one for one in [*line["data"], *beside])
    return 1 + sum("text" in one for one in line.get("referenced_tweets", []))


def test_real_pages_and_their_flattened_form_give_equal_records(data: Path) -> None:
    """Every field of every post agrees between the two forms of one answer."""
    forms = []
    for name in ("flat", "noflat"):
        lines = (data / f"payloads/twarc_v2/{name}.jsonl").read_bytes().splitlines()
        forms.append({key: post for line in lines for key, post in posts(json.loads(line)).items()})
    assert len(forms[0]) == 164
    assert forms[0] == forms[1]


def test_answers_recorded_from_a_client_are_understood(data: Path) -> None:
    """Every recorded answer is of a known kind; posts asked for without their authors are set aside as such."""
    reasons: Counter[str] = Counter()
    for path in sorted((data / "payloads/tweepy_v2").glob("*.json")):
        for answer in json.loads(path.read_text(encoding="utf-8")):
            if "data" in (answer["json"] or {}):
                made = read(answer["json"])
                reasons.update(one.reason for one in made if isinstance(one, Skipped))
                assert not any(isinstance(one, Other) and one.kind == "unknown" for one in made), path.name
    assert set(reasons) == {"no author"}
