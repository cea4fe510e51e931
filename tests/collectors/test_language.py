"""Languages of short texts, against professional translations and by rule."""

import sys
import unicodedata
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from collectors.language import detect, readable

COLUMNS = {"eng": "en", "kaz": "kk", "rus": "ru", "zho_CN": "zh", "uzb": "uz", "kir": "ky", "ukr": "uk", "tur": "tr"}
CYRILLIC = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
LATIN_2021 = "a ä b v g ğ d e io j z i i k q l m n ñ o ö p r s t u ū ü f h h ts ch ş şş _ y ı _ e iu ia"
LATIN_2018 = "a á b v g ǵ d e io j z ı ı k q l m n ń o ó p r s t ý u ú f h h ts ch sh shsh _ y i _ e iý ia"
ARABIC = "ا ٵ ب ۆ گ ع د ە يو ج ز ي ي ك ق ل م ن ڭ و ٶ پ ر س ت ۋ ۇ ٷ ف ح ھ تس چ ش شش _ ى ٸ _ ە يۋ يا"


@pytest.fixture
def lines(data: Path) -> dict[str, list[str]]:
    """Give 970 news sentences in eight languages."""
    table: dict[str, list[str]] = pq.read_table(data / "ntrex" / "ntrex_dev.parquet").to_pydict()
    return table


def right(texts: list[str], code: str) -> float:
    """Return the share of texts that are taken for the language."""
    return sum(detect(text).lang == code for text in texts) / len(texts)


def test_news_sentences_are_told_apart(lines: dict[str, list[str]]) -> None:
    """At least 97 of 100 sentences are right in every language, 99 in Kazakh, Russian, Chinese and English."""
    shares = {code: right(lines[column], code) for column, code in COLUMNS.items()}
    assert min(shares.values()) >= 0.97, shares
    assert min(shares[code] for code in ("kk", "ru", "zh", "en")) >= 0.99, shares


def test_channel_posts_that_nothing_was_fitted_to_are_told(data: Path) -> None:
    """Of the posts of Russian-language channels 99 in 100 are Russian; the rest is mostly links and names."""
    posts = pq.read_table(next((data / "telegram_news_ru").glob("*.parquet")))["text"].to_pylist()
    texts = sorted({post for post in posts if post and len(post) >= 20})
    assert len(texts) > 15_000
    assert right(texts, "ru") >= 0.99


@pytest.mark.parametrize("letters", [LATIN_2021, LATIN_2018, ARABIC], ids=["latin-2021", "latin-2018", "arabic"])
def test_kazakh_is_known_in_its_other_scripts(lines: dict[str, list[str]], letters: str) -> None:
    """The same sentences, written over letter by letter, are Kazakh in at least 95 of 100 cases."""
    pairs = [(old, new.replace("_", "")) for old, new in zip(CYRILLIC, letters.split(), strict=True)]
    table = {ord(old): new for old, new in pairs} | {ord(old.upper()): new.capitalize() for old, new in pairs}
    assert right([line.translate(table) for line in lines["kaz"]], "kk") >= 0.95


@pytest.mark.parametrize(
    ("text", "code", "detector"),
    [
        ("市议会秘密投票关闭老鱼市", "zh", "script"),
        ("市議會秘密投票關閉老魚市", "zh", "script"),
        ("市議会は古い魚市場を閉鎖する", "ja", "script"),
        ("시의회가 오래된 어시장을 폐쇄한다", "ko", "script"),
        ("The council of 东港 will close the old fish market", "en", "cld2"),
        ("Рынок закрыли без объявления, и это уже не первый раз", "ru", "cld2"),
        ("Рыбный рынок закроют ещё этим летом", "ru", "letters"),
        ("Το λιμάνι κλείνει", "el", "cld2"),
        ("شەھەر كېڭىشى كونا بېلىق بازىرىنى تاقايدۇ", "ug", "cld2"),
    ],
)
def test_scripts_and_letters_decide_where_they_can(text: str, code: str, detector: str) -> None:
    """Han with kana is Japanese, without it Chinese; a few foreign words do not change a sentence's language."""
    found = detect(text)
    assert found.lang == code
    assert found.detector == detector or code in ("ru", "ug", "el")


@pytest.mark.parametrize(
    "text", ["", " ", "12 345", "https://north.example/a-story-in-english", "@ann @lee", "👍👍", "..."]
)
def test_what_is_no_language_has_none(text: str) -> None:
    """Numbers, links, names and pictures say nothing about the language."""
    assert detect(text) == (None, 0.0, "none")


def test_links_names_and_hidden_characters_do_not_count() -> None:
    """The address is in one language, the sentence in another; zero-width marks do not split words."""
    text = "Қала кеңесі\u200b ескі балық базарын жа\u00adбады @harbour_news_daily #базар https://north.example/the-old-market"
    assert readable(text) == "Қала кеңесі ескі балық базарын жабады базар"
    assert detect(text).lang == "kk"


def test_control_and_format_characters_are_all_left_out() -> None:
    """The pattern agrees with the Unicode tables of this Python on what is control, format or surrogate."""
    hidden = [mark for mark in map(chr, range(sys.maxunicode + 1)) if unicodedata.category(mark) in ("Cc", "Cf", "Cs")]
    kept = [mark for mark in hidden if readable(f"a{mark}b") not in ("ab", "a b")]
    assert kept == []


@given(st.text())
@example("0×")
def test_any_text_has_an_answer(text: str) -> None:
    """Nothing raises; the score is a share; the same text has the same answer."""
    found = detect(text)
    assert 0.0 <= found.score <= 1.0
    assert (found.lang is None) == (found.detector == "none")
    assert detect.__wrapped__(text) == found
