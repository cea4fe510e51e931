"""Two tellings compared: what counts as a change, and what does not."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.drift import Change, compare, read_telling
from graphs.drift.alignment import align
from graphs.drift.days import same_date, span

EPOCH = date(1970, 1, 1)
TEXTS = (
    "Mayor Orla Venn said the Norvale bridge will not close. Repairs will cost about 12 million crowns.",
    "Мэр Орла Венн заявила, что мост в Норвейле не закроют. Ремонт обойдётся примерно в 12 млн крон.",
    "Қала әкімі Орла Венн Норвейл көпірі жабылмайды деп мәлімдеді. Жөндеуге шамамен 12 млн крон кетеді.",
    "市长奥尔拉·文恩表示，诺尔维尔大桥不会关闭。维修将花费约1200万克朗。",
)
FLIPS = [
    ("en", "The water is not safe to drink.", "The water is safe to drink."),
    ("en", "The minister denied that taxes would rise.", "The minister said that taxes would rise."),
    ("en", "Swimming is prohibited in the lake.", "Swimming is allowed in the lake."),
    ("ru", "Нарушений не обнаружено.", "Обнаружены нарушения."),
    ("ru", "Вода непригодна для питья.", "Вода пригодна для питья."),
    ("ru", "Купаться в озере нельзя.", "Купаться в озере можно."),
    ("kk", "Мектеп жабылмайды.", "Мектеп жабылады."),
    ("kk", "Заң бұзушылық анықталған жоқ.", "Заң бұзушылық анықталды."),
    ("kk", "Компания төлеуден бас тартты.", "Компания төлеуге келісті."),
    ("zh", "检查未发现违规行为。", "检查发现违规行为。"),
    ("zh", "防洪墙不足以抵御洪水。", "防洪墙足以抵御洪水。"),
    ("zh", "湖中禁止游泳。", "湖中允许游泳。"),
]


def _changes(one: str, other: str, days: tuple[int | None, int | None] = (None, None)) -> list[Change]:
    return list(compare(read_telling(one, None, days[0]), read_telling(other, None, days[1])).changes)


@pytest.mark.parametrize("one", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_a_faithful_translation_changes_nothing(one: str, other: str) -> None:
    """One statement in four languages, each against each."""
    assert _changes(one, other) == []


@pytest.mark.parametrize(("language", "one", "other"), FLIPS)
def test_a_turned_statement_is_one_negation(language: str, one: str, other: str) -> None:
    """The negative word that is gone is the change, in both directions."""
    there = compare(read_telling(one, language), read_telling(other, language)).changes
    back = compare(read_telling(other, language), read_telling(one, language)).changes
    assert [change.kind for change in there if change.slot == "negation"] == ["dropped"]
    assert [change.kind for change in back if change.slot == "negation"] == ["added"]


def test_a_statement_left_out_is_no_change() -> None:
    """Dropping a sentence, adding another and changing their order change no slot."""
    long = "The bridge in Norvale closes on 4 May. Repairs cost 12 million crowns. The ferry runs every hour."
    assert _changes(long, "Repairs cost 12 million crowns.") == []
    assert _changes(long, "Repairs cost 12 million crowns. The bridge in Norvale closes on 4 May.") == []
    assert _changes("Repairs cost 12 million crowns.", long) == []


def test_a_sentence_that_was_split_stays_comparable() -> None:
    """Two sentences made of one are compared with it together."""
    whole = "The bridge in Norvale closes on 4 May and repairs cost 12 million crowns."
    parts = "The bridge in Norvale closes on 4 May. The repairs cost 21 million crowns."
    assert [(c.slot, c.before, c.after) for c in _changes(whole, parts)] == [
        ("number", "12 million crowns", "21 million crowns")
    ]


def test_texts_with_nothing_in_common_are_not_aligned() -> None:
    """No statement of one is in the other, so there is nothing to say about its slots."""
    one = read_telling("Orla Venn sold 30 boats. The harbour is full of herring.", "en")
    other = read_telling("Chess players met in Zoren. Nobody lost a game on Friday.", "en")
    assert align(one, other) == ()
    assert compare(one, other).changes == ()


def test_units_of_one_dimension_compare() -> None:
    """15 km² are 1,500 hectares, two weeks 14 days, three years 36 months; another currency is another number."""
    pairs = [
        ("The fire covers 1,500 hectares.", "The fire covers 15 square kilometres.", 0),
        ("Repairs take two weeks.", "Repairs take 14 days.", 0),
        ("The sentence is three years.", "The sentence is 36 months.", 0),
        ("The prize is 3 million dollars.", "The prize is 3 million tenge.", 1),
    ]
    assert [len(_changes(one, other)) for one, other, _ in pairs] == [count for *_, count in pairs]


def test_a_date_is_read_from_the_day_of_its_text() -> None:
    """`yesterday` and the date of that day are one; the same word a day later is another day."""
    day = (date(2026, 3, 13) - EPOCH).days
    told = "The bridge closed yesterday."
    assert _changes(told, "The bridge closed on 12 March.", (day, day)) == []
    assert [c.slot for c in _changes(told, told.replace("bridge", "old bridge"), (day, day + 1))] == ["date"]
    assert _changes(told, told.replace("bridge", "old bridge")) == []


def test_each_change_points_at_its_words() -> None:
    """Places are those of the words in their texts."""
    one, other = TEXTS[0], TEXTS[1].replace("12 млн", "21 млн").replace("не закроют", "закроют")
    changes = _changes(one, other)
    assert {change.slot for change in changes} == {"number", "negation"}
    for change in changes:
        assert change.before is None or one[slice(*change.before_at)] == change.before
        assert change.after is None or other[slice(*change.after_at)] == change.after


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_compare(one: str, other: str) -> None:
    """No text breaks the comparison; a text against itself changes nothing."""
    first, second = read_telling(one), read_telling(other)
    assert compare(first, first).changes == ()
    assert compare(first, second) == compare(read_telling(one), read_telling(other))


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-40, 40))
def test_relative_days_agree_with_the_calendar(today: date, shift: int) -> None:
    """`day+n`, and a weekday within three days, against Python's own calendar."""
    day = (today - EPOCH).days
    value = f"day{shift:+d}"
    assert span(value, day) == (day + shift, day + shift)
    assert same_date(value, (today + timedelta(days=shift)).isoformat(), day, None)
    near = today + timedelta(days=shift % 7 - 3)
    assert span(f"weekday-{near.isoweekday()}", day) == ((near - EPOCH).days,) * 2


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(-30, 30))
def test_relative_months_agree_with_the_calendar(today: date, shift: int) -> None:
    """`month+n` is the whole month, found here by walking through the days."""
    first, last = span(f"month{shift:+d}", (today - EPOCH).days) or (0, 0)
    begin, end = EPOCH + timedelta(days=first), EPOCH + timedelta(days=last)
    assert begin.day == 1 and (end + timedelta(days=1)).day == 1
    assert (begin.year * 12 + begin.month) - (today.year * 12 + today.month) == shift
    assert (end.year, end.month) == (begin.year, begin.month)
