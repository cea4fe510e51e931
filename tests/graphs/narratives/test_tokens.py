"""Folding and words: what readers take for the same text is the same sequence of numbers."""

import unicodedata

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.narratives.tokens import tokenise


def words(text: str) -> list[int]:
    return tokenise(pa.array([text], pa.string())).words.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Fish Market", "the fish market"),
        ("Ｆｉｓｈ ｍａｒｋｅｔ ①", "fish market 1"),
        ("Fïsh mârket, closed!", "fish market closed"),
        ("fi\u200bsh mar\u00adket\u2060", "fish market"),
        ("🐟 fish 🎣 market 👨\u200d👩\u200d👧", "fish market"),
        ("fish https://x.example/a?b=c#d market", "fish market"),
        ("@herring.lover fish market @a_b", "fish market"),
        ("write to me@post.example now", "write to me now"),
        ("WWW.FISH.example/1 fish", "fish"),
        ("it’s the mayor's", "its the mayors"),
        ("fіsh mаrkеt", "fish market"),
        ("pынoк зaкpыт", "рынок закрыт"),
        ("Ёлка и йод", "елка и иод"),
        ("<b>fish</b> &amp; market", "b fish b amp market"),
    ],
)
def test_disguises_fold_away(one: str, other: str) -> None:
    """Case, width, accents, invisible characters, emoji, links, names and look-alike letters make no difference."""
    assert words(one) == words(other)


@pytest.mark.parametrize("other", ["Qazaqstan täuelsizdigi men jeri", "قازاقستان تاۋەلسىزدىگى مەن جەرى"])
def test_kazakh_is_one_in_three_scripts(other: str) -> None:
    """A sentence in Kazakh Cyrillic, Latin and Arabic letters folds to one form."""
    assert words("Қазақстан тәуелсіздігі мен жері") == words(other)


def test_different_words_stay_different() -> None:
    """Folding does not make one word of two."""
    texts = ["fish", "market", "рынок", "закрыт", "市", "场", "كتاب", "7", "8", "sea", "seal", "мәлім", "қала", "дала"]
    assert len({tuple(words(text)) for text in texts}) == len(texts)


def test_unspaced_scripts_go_by_character() -> None:
    """Each character of Chinese, Japanese or Thai is a word and is marked as such; Latin words between stay whole."""
    found = words("鱼市 closed 今天")
    assert [word & 1 for word in found] == [1, 1, 0, 1, 1]


def test_lines_and_places_are_those_of_the_text() -> None:
    """Every word knows its line and its bytes, in a slice of a larger array as well; null has no words."""
    array = pa.array(["skipped", "Bay ё\n\nпорт!", None, "end"], pa.string()).slice(1)
    found = tokenise(array)
    assert found.starts.tolist() == [0, 3, 3, 4]
    assert found.lines.tolist() == [0, 0, 2, 0]
    raw = "Bay ё\n\nпорт!".encode()
    assert [raw[b:e].decode() for b, e in zip(found.begins[:3], found.ends[:3], strict=True)] == ["Bay", "ё", "порт"]


@given(st.lists(st.text(max_size=40), max_size=6))
def test_any_text_is_read_without_harm(texts: list[str]) -> None:
    """Whatever the characters, texts beside each other do not influence each other."""
    clean = [text.encode("utf-8", "ignore").decode() for text in texts]
    found = tokenise(pa.array(clean, pa.string()))
    alone = [words(text) for text in clean]
    assert [found.words[a:b].tolist() for a, b in zip(found.starts[:-1], found.starts[1:], strict=True)] == alone


@given(st.text(alphabet=st.characters(categories=["Lu", "Ll"], max_codepoint=0x52F), min_size=1, max_size=30))
def test_case_and_composition_never_matter(text: str) -> None:
    """Folding agrees with Unicode's own normal forms and case folding."""
    for other in (unicodedata.normalize("NFD", text), unicodedata.normalize("NFC", text), text.casefold()):
        assert words(other) == words(text)
