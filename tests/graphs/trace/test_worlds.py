"""Small stories whose answer is plain, stories that only look so, and what their findings say of them."""

import re
from random import Random

import msgspec
import pytest

from graphs.trace import document

STORY = (
    "The harbour council of Eastmere will close the old fish market on the ninth of June after a secret vote of "
    "seven members"
)
OTHER = (
    "Upper Brin school board refuses to repair the northern tunnel although ninety engineers had warned against it "
    "before the winter season"
)
WORDS = [
    "So it is true.", "Read this, neighbours!", "Who voted for that?", "My aunt sells herring there.", "Typical.",
    "Shame on them.", "I saw it coming.", "Thoughts?", "Again in secret.", "Not even announced.", "Poor sellers.",
    "What about the jobs?",
]  # fmt: skip
NORTH = [f"north-times{i}.example" for i in range(3)]
SOUTH = [f"south-post{i}.example" for i in range(3)]
THIRD = [f"west-echo{i}.example" for i in range(3)]
ACTORS = [
    {"actor_id": f"web:{domain}", "role": "outlet", "country": country, "domains": [domain]}
    for country, domains in (("NO", NORTH), ("SO", SOUTH), ("WE", THIRD))
    for domain in domains
] + [{"actor_id": f"x:b{i}", "role": "blogger", "country": "SO", "handle": f"secret_handle_{i}"} for i in range(60)]
S, T = "role=outlet,country=NO", "role=blogger,country=SO"
LED = {"source led", "target led", "both ways"}


def article(domain, at, text=STORY, page="story", **more):
    return {
        "post_id": f"web:{domain}/2024/{page}", "actor_id": f"web:{domain}", "platform": "web", "at": at,
        "text": text, "url": f"https://{domain}/2024/{page}", **more,
    }  # fmt: skip


def post(i, at, text, *urls, name="b", key="", **more):
    return {"post_id": f"x:{name}{i}{key}", "actor_id": f"x:{name}{i}", "at": at, "text": text, "urls": urls, **more}


def hour(h, minute=0, day=1):
    return f"2024-05-{day:02d}T{h:02d}:{minute:02d}:00Z"


def page(domain, name="story"):
    return f"https://{domain}/2024/{name}"


def bloggers(link=None, start=8, day=1, text=STORY, key="", first=0, count=12):
    """Give bloggers who print the text with words of their own, one every half hour."""
    urls = (link,) if link else ()
    return [
        post(first + i, hour(start + i // 2, 7 * (i % 8), day), f"{WORDS[i % 12]} {text}", *urls, key=key)
        for i in range(count)
    ]


def verdicts(found):
    return {one.verdict for one in found}


def test_a_cited_outlet_leads(find):
    """Twelve bloggers print an article's words and link to it: the source led, by documents, all of them."""
    found = find([article(NORTH[0], hour(6)), *bloggers(page(NORTH[0]))], ACTORS, S, T)
    assert verdicts(found) == {"source led"}
    assert {one.level for one in found} == {"link", "words"}
    for one in found:
        assert one.share.lower == 1.0
        assert one.reverse.lower == 0.0
        assert one.route == "documented"
        assert all(held is not False for held in one.checks.values())
        assert NORTH[0] in one.sentence
        assert "earliest observed" in one.sentence
        assert one.rests_on == (f"web:{NORTH[0]}",)
        assert one.lag_hours == pytest.approx(5, abs=0.6)
        assert one.paths[0].posts[0] == f"web:{NORTH[0]}/2024/story"
        assert one.evidence["citation"] == 12


def test_short_remarks_with_one_link_and_nothing_else_still_lead(find):
    """Nobody prints the words, everybody links: with no other posts about, that is what a reader would conclude."""
    posts = [post(i, hour(8 + i), WORDS[i], page(NORTH[0])) for i in range(12)]
    assert verdicts(find([article(NORTH[0], hour(6)), *posts], ACTORS, S, T)) == {"source led"}


def test_an_unseen_page_is_a_documented_post(find):
    """The article was never collected; its citers document it all the same."""
    found = find(bloggers(page(NORTH[0])), ACTORS, S, T)
    assert verdicts(found) == {"source led"}
    assert all(one.posts["source_unseen"] == 1 and one.p_first_source is None for one in found)
    assert all("not collected" in one.paragraph for one in found)


def test_the_mirror_is_led_by_the_target(find):
    """Exchange the groups and the same story is led by the target, with share and reverse exchanged."""
    found = find([article(NORTH[0], hour(6)), *bloggers(page(NORTH[0]))], ACTORS, T, S)
    assert verdicts(found) == {"target led"}
    assert all(one.reverse.lower == 1.0 and one.share.lower == 0.0 for one in found)
    assert all(one.paths[0].posts[0] == f"web:{NORTH[0]}/2024/story" for one in found)


def test_an_attribution_is_a_document(find):
    """Naming the outlet as the source, without a link, documents descent from its post."""
    actors = [{**one, "name": "Norvale Herald"} if one["actor_id"] == f"web:{NORTH[0]}" else one for one in ACTORS]
    posts = [{**one, "text": f"{one['text']}. Source: Norvale Herald"} for one in bloggers(start=9)]
    found = [one for one in find([article(NORTH[0], hour(6)), *posts], actors, S, T) if one.level == "words"]
    assert found[0].evidence["attribution"] == 12
    assert verdicts(found) == {"source led"}


def test_words_of_one_day_tell_nothing(find):
    """The same words, dates without an hour, no links: the order is not known, and that is said."""
    day = (hour(0), "2024-05-02T00:00:00Z")
    posts = [article(NORTH[0], day), *({**one, "at": day} for one in bloggers())]
    found = find(posts, ACTORS, S, T)
    assert verdicts(found) == {"cannot tell"}
    assert "times do not show" in found[0].reason


def test_a_date_without_an_hour_does_not_undo_citations(find):
    """The article carries a date only; a cited page is no later than its earliest citer."""
    posts = [article(NORTH[0], (hour(0), "2024-05-02T00:00:00Z")), *bloggers(page(NORTH[0]))]
    assert verdicts(find(posts, ACTORS, S, T)) == {"source led"}


def test_order_alone_is_not_a_lead(find):
    """The source is first by hours and nobody cites, names or copies it."""
    found = find([article(NORTH[0], hour(6)), *bloggers()], ACTORS, S, T)
    assert not verdicts(found) & LED


def test_an_agency_text_that_all_print_is_passed_on(find):
    """Three outlets of each side print one text; bloggers link to the north's: passed on, not led."""
    printed = [article(domain, hour(6, 5 * i)) for i, domain in enumerate(NORTH + SOUTH)]
    found = find(printed + bloggers(page(NORTH[0])), ACTORS, S, T)
    assert not verdicts(found) & LED
    assert any("passed on by" in one.reason for one in found)
    assert any(one.checks["not_passed_on"] is False for one in found)


def test_an_article_that_cites_a_third_group_is_passed_on(find):
    """The north's article links to one in the west; whoever cites the north had it from the west."""
    third = article(THIRD[0], hour(4))
    found = find([third, article(NORTH[0], hour(6), urls=[page(THIRD[0])]), *bloggers(page(NORTH[0]))], ACTORS, S, T)
    assert not verdicts(found) & LED
    assert any("passed on by" in one.reason and "third" in one.reason for one in found)


def test_a_sign_of_the_reverse_forbids_a_lead(find):
    """The north's article links to a blogger's post: it may have it from there."""
    posts = [article(NORTH[0], hour(6), urls=["https://x.com/b0/status/77"])]
    early = {"post_id": "x:77", "actor_id": "x:b0", "at": hour(5), "text": f"Heard this: {STORY}"}
    found = find([early, *posts, *bloggers(page(NORTH[0]))], ACTORS, S, T)
    assert not verdicts(found) & LED
    assert any(one.checks["no_reverse"] is False for one in found)


def test_both_ways_takes_documents_in_both_directions(find):
    """Six outlets cite six bloggers, and twelve others cite those outlets."""
    six = [f"norvale{i}.example" for i in range(6)]
    actors = ACTORS + [{"actor_id": f"web:{one}", "role": "outlet", "country": "NO", "domains": [one]} for one in six]
    early = [
        {"post_id": f"x:{70 + i}", "actor_id": f"x:b{40 + i}", "at": hour(5, i), "text": f"{WORDS[i]} {STORY}"}
        for i in range(6)
    ]
    mine = [article(one, hour(6, i), urls=[f"https://x.com/b{40 + i}/status/{70 + i}"]) for i, one in enumerate(six)]
    citing = [post(i, hour(7, i), f"{WORDS[i]} {STORY}", page(six[i % 6])) for i in range(12)]
    found = [one for one in find(early + mine + citing, actors, S, T) if one.level == "words"]
    assert found[0].share.lower > 0.5
    assert found[0].reverse.lower == 1.0
    assert not verdicts(found) & {"source led"}


def test_late_citations_do_not_make_a_lead(find):
    """Bloggers have the story, the article follows, and only later posts link to it."""
    own = bloggers(start=5, first=20)
    found = find([*own, article(NORTH[0], hour(14)), *bloggers(page(NORTH[0]), start=15)], ACTORS, S, T)
    assert not verdicts(found) & LED
    assert any(one.checks["not_behind"] is False or one.checks["earliest_third"] is False for one in found)


def test_one_citer_whom_others_repost_is_one_voter(find):
    """Eleven repost the one who cites: all are documented, and the answer hangs on one."""
    first = post(0, hour(8), f"Look. {STORY}", page(NORTH[0]))
    reposts = [{**post(i, hour(9, i), first["text"]), "repost_of": "x:b0", "kind": "repost"} for i in range(1, 12)]
    found = find([article(NORTH[0], hour(6)), first, *reposts], ACTORS, S, T)
    assert any(one.share.lower == 1.0 for one in found)
    assert not verdicts(found) & LED
    assert any(one.checks["any_one_actor"] is False for one in found)


def test_one_text_pasted_by_many_is_one_voter(find):
    """Twelve accounts post the very same words of their own with the link."""
    words = f"Everyone in Low Quay must read this today before noon: {STORY} and nobody asked us"
    posts = [post(i, hour(8 + i // 2, 7 * (i % 2)), words, page(NORTH[0])) for i in range(12)]
    found = find([article(NORTH[0], hour(6)), *posts], ACTORS, S, T)
    assert not verdicts(found) & LED


def test_a_shared_headline_is_not_one_voter(find):
    """Twelve accounts share the article's own title with the link, as a share button does."""
    posts = [post(i, hour(8 + i // 2, 7 * (i % 2)), STORY, page(NORTH[0])) for i in range(12)]
    assert "source led" in verdicts(find([article(NORTH[0], hour(6)), *posts], ACTORS, S, T))


def test_feeds_do_not_vote(find):
    """Eight accounts link to every article of the north, page after page, while bloggers tell the story themselves."""
    pages = [article(domain, hour(6, 10 * i)) for i, domain in enumerate(NORTH)]
    feeds = [
        post(40 + f, hour(7 + k, f), f"Now: {STORY}", page(domain), key=f"-{k}")
        for f in range(8)
        for k, domain in enumerate(NORTH)
    ]
    found = find(pages + feeds + bloggers(start=9), ACTORS, S, T)
    assert not verdicts(found) & LED


def test_accounts_that_share_together_are_one_voter(find):
    """Ten accounts share the same pages within seconds of each other, story after story."""
    second = [article(NORTH[1], hour(6), text=OTHER, page="other")]
    posts = []
    for i in range(10):
        at = f"2024-05-01T08:00:{4 * i:02d}Z"
        posts.append(post(i, at, f"{WORDS[i]} {STORY}", page(NORTH[0])))
        posts.append(post(i, at.replace("08:", "09:"), f"{WORDS[i]} {OTHER}", page(NORTH[1], "other"), key="o"))
    assert not verdicts(find([article(NORTH[0], hour(6)), *second, *posts], ACTORS, S, T)) & LED


def test_a_page_that_serves_three_stories_is_no_evidence(find):
    """Everything the bloggers write ends in a link to one page of the north."""
    texts = [STORY, OTHER, "Saltby museum trust has quietly reopened the weather station at a cost of nine crowns"]
    posts = [one for k, text in enumerate(texts) for one in bloggers(page(NORTH[0]), text=text, key=f"-{k}", day=1 + k)]
    found = find([article(NORTH[0], hour(1), text="Weekly digest of the north coast and its many ports"), *posts],
                 ACTORS, S, T)  # fmt: skip
    words = [one for one in found if one.level == "words"]
    assert len(words) == 3
    assert not verdicts(words) & LED
    assert all(one.checks["own_article"] is False for one in words)


def test_a_case_that_was_asked_for_by_link_is_selected(find, case_store):
    """The run's query names the outlet: its posts leave numerator and denominator, and too few remain."""
    insert = "insert into run values ('planted', 'x', 1, 'url:north-times0.example lang:en', '', 0, 0, 0, '')"
    case_store.connection.execute(insert)
    found = find([article(NORTH[0], hour(6)), *bloggers(page(NORTH[0]))], ACTORS, S, T)
    assert verdicts(found) == {"cannot tell"}
    assert all("selected on evidence" in one.reason for one in found)
    assert all(one.share.lower is None for one in found)


SYLLABLES = ["ba", "be", "bi", "bo", "da", "de", "di", "do", "ka", "ke", "ki", "ko", "ma", "me", "mi", "mo"]


def stories(count, cited, early=0):
    """Plant a story a day in words of its own; bloggers cite it where `cited(k)`, after `early` who were before it."""
    posts = []
    for k in range(count):
        at = {"day": 1 + k}
        rng = Random(k)
        text = " ".join("".join(rng.choices(SYLLABLES, k=4)) for _ in range(20))
        posts.append(article(NORTH[k % 3], hour(10, **at), text=text, page=f"s{k}"))
        posts += bloggers(None, start=2, text=text, key=f"-{k}e", first=30, count=early, **at)
        posts += bloggers(page(NORTH[k % 3], f"s{k}") if cited(k) else None, start=12, text=text, key=f"-{k}", **at)
    return posts


def test_habitual_citing_is_no_lead(find):
    """Bloggers cite the north's write-up in every story; in most of them bloggers are seen to be there before it.

    In two stories their early posts are missing. There too they cite no more than out of habit.
    """
    posts = [one for one in stories(8, lambda k: True, early=6) if "-6e" not in one["post_id"]]
    found = [one for one in find(posts, ACTORS, S, T) if one.level == "words"]
    assert len(found) >= 6
    assert not verdicts(found) & LED
    assert any(one.checks["cites_more"] is False and one.checks["not_behind"] for one in found)


def test_citing_more_than_elsewhere_passes_the_test(find):
    """In seven stories the bloggers are first and cite nobody; in the eighth they follow and cite."""
    posts = [one for one in stories(8, lambda k: k == 6, early=6) if "-6e" not in one["post_id"]]
    found = {one.verdict: one for one in find(posts, ACTORS, S, T) if one.level == "words"}
    assert found["source led"].checks["cites_more"] is True
    assert found["source led"].q_citing < 0.05


def test_a_case_in_which_everybody_always_links_was_chosen_so(find):
    """A hundred posts in ten stories, each with a link to the north: posts without one were never asked for."""
    posts = [
        {**one, "actor_id": f"{one['actor_id']}{k // 13 % 4}"} if one["actor_id"].startswith("x:") else one
        for k, one in enumerate(stories(10, lambda k: True))
    ]
    many = [{**one, "actor_id": f"{one['actor_id']}{k}"} for one in ACTORS[9:21] for k in range(4)]
    found = find(posts, ACTORS + many, S, T)
    assert not verdicts(found) & LED
    assert any("selected on evidence" in one.reason for one in found)


def test_separate_needs_data_that_could_have_shown_it(find):
    """Both sides cite, each its own; coverage is given; nothing crosses. Without the coverage nobody can tell."""
    text = OTHER
    north = [article(d, hour(6, i), text=f"{text} {WORDS[i]}") for i, d in enumerate(NORTH)]
    north += [
        article(d, hour(9, i), text=f"{text} {WORDS[i + 3]}", page="more", urls=[page(NORTH[0])])
        for i, d in enumerate(NORTH[1:])
    ]
    south = [article(SOUTH[0], hour(7), text=f"{text} {WORDS[6]}")]
    posts = north + south + bloggers(page(SOUTH[0]), text=text, count=24)
    known = find(posts, ACTORS, S, T, coverage={S: 0.9, T: 0.8})
    words = [one for one in known if one.level == "words"]
    assert verdicts(words) == {"separate"}
    assert words[0].share.upper > 0
    assert words[0].coverage.source_method == "given"


def test_coverage_bounds_what_is_not_excluded(find):
    """Bloggers who were there before any article: one minus the coverage of the source is not excluded, else all."""
    posts = [*bloggers(start=1), article(NORTH[0], hour(20))]
    (unknown,) = find(posts, ACTORS, S, T)
    assert unknown.share.upper == 1.0


def test_coverage_is_given_by_name_or_expression(find):
    """A given figure enters the bounds; the finding says where it is from."""
    posts = [*bloggers(start=1), article(NORTH[0], hour(20))]
    (known,) = find(posts, ACTORS, S, T, coverage={S: 0.9})
    assert known.share.upper == pytest.approx(0.1)
    assert (known.coverage.source, known.coverage.source_method) == (0.9, "given")
    assert (known.coverage.target, known.coverage.target_method) == (None, "unknown")


def test_a_relay_carries_the_flow_and_the_via_group_counts_it(find):
    """Bloggers repost one relay who cites the article; the relay has the whole flow, and so has its group."""
    relay = {"post_id": "x:r0p", "actor_id": "x:r0", "at": hour(7), "text": f"New: {STORY}", "urls": [page(NORTH[0])]}
    reposts = [{**post(i, hour(8, i), relay["text"]), "repost_of": "x:r0p", "kind": "repost"} for i in range(12)]
    actors = [*ACTORS, {"actor_id": "x:r0", "role": "aggregator", "country": "SO"}]
    found = find([article(NORTH[0], hour(6)), relay, *reposts], actors, S, T, via="role=aggregator")
    for one in found:
        assert one.relays[0].actor == "x:r0"
        assert one.relays[0].share == 1.0
        assert one.through is not None
        assert one.through.lower == 1.0
        assert one.paths[0].actors == (f"web:{NORTH[0]}", "x:r0", one.paths[0].actors[2])
        assert one.paths[0].evidence == ("citation", "reference")


def test_actors_of_both_groups_stand_on_neither_side(find):
    """An outlet that is in both groups is counted apart and said."""
    found = find([article(NORTH[0], hour(6)), *bloggers(page(NORTH[0]))], ACTORS, "role=outlet", "country=SO|NO")
    assert all(one.posts["in_both_groups"] == 6 for one in found)
    assert all(one.posts["source"] == 0 for one in found)


def test_a_narrative_can_be_named_and_gets_the_same_finding(find, case_store):
    """Asking for one narrative reads the whole case and says of it what asking for all says."""
    from graphs.groups import parse
    from graphs.trace import trace

    found = find(stories(5, lambda k: True, early=6), ACTORS, S, T)
    one = found[-1]
    groups = {"source": parse(S, {}), "target": parse(T, {})}
    assert trace(case_store, narrative=one.narrative_id, **groups) == [one]
    assert {x.level for x in trace(case_store, level="link", **groups)} == {"link"}


def test_a_finding_is_the_same_again_and_its_document_is_plain_json(find, case_store):
    """Same case, same seed: the same bytes; every number that is not defined is null."""
    from graphs.groups import parse
    from graphs.trace import trace

    found = find([article(NORTH[0], hour(6)), *bloggers(page(NORTH[0]))], ACTORS, S, T)
    again = trace(case_store, source=parse(S, {}), target=parse(T, {}))
    first, second = (msgspec.json.encode([document(one) for one in some]) for some in (found, again))
    assert first == second
    assert b"NaN" not in first
    keys = {
        "narrative_id", "level", "verdict", "route", "reason", "sentence", "grade", "share", "reverse",
        "p_first_source", "p_wording", "q", "evidence", "fragility", "coverage", "lag_hours", "paths", "relays",
    }  # fmt: skip
    plain = document(found[0])
    assert keys <= plain.keys()
    assert plain["share"].keys() == {"lower", "estimate", "low90", "high90", "upper"}
    assert plain["p_wording"] is None
    assert plain["q"] is None
    assert {"posts", "hours"} == plain["fragility"].keys()
    assert {"posts", "actors", "evidence", "probability"} == plain["paths"][0].keys()


def test_an_unknown_narrative_is_refused(find):
    """The value, then the remedy."""
    from collectors.errors import RequestError

    with pytest.raises(RequestError, match="no narrative w-nothing"):
        find([article(NORTH[0], hour(6))], ACTORS, S, T, narrative="w-nothing")


def test_what_is_too_few_is_less_than_what_is_needed(find):
    """A story told under two links: where few follow one of them, its finding says so, not that the story's many do."""
    rows = [
        article(NORTH[0], hour(6)),
        article(NORTH[0], hour(6, 5), page="second"),
        *bloggers(page(NORTH[0])),
        *bloggers(page(NORTH[0], "second"), start=9, first=40, count=2, key="s"),
    ]
    reasons = [finding.reason for finding in find(rows, ACTORS, S, T)]
    for said in reasons:
        counts = re.search(r"only (\d+) actors?.* and (\d+) are needed", said)
        assert counts is None or int(counts[1]) < int(counts[2]), said
    assert any("belong to this narrative" in said for said in reasons), reasons
