"""Quotations and their speakers: marks of many kinds, four languages, hostile text."""

import re

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphs.quotes import Quote, find_quotes
from graphs.quotes.languages import all_marks, manners, manners_of
from graphs.quotes.marks import DEEPEST, LONGEST, MOST, marks, spans

SPOKEN = [
    ("en", '"We got a locked door," said Orla Venn.', "We got a locked door,", "Orla Venn", "said"),
    ("en", "Orla Venn, mayor of Saltby, said: “The sea keeps”.", "The sea keeps", "Orla Venn", "said"),
    ("en", 'According to Tamas Birk, "nobody asked us".', "nobody asked us", "Tamas Birk", "According to"),
    ("en", "The ministry said on Monday that “prices will rise”.", "prices will rise", "The ministry", "said"),
    ("en", 'Yesterday the harbour council said "we close".', "we close", "the harbour council", "said"),
    ("en", '"You cannot mend a roof" — Edda Quill', "You cannot mend a roof", "Edda Quill", None),
    ("en", 'Mira Solt: "The sea keeps"', "The sea keeps", "Mira Solt", None),
    ("en", "'Don't go,' Ines Calloway told the council.", "Don't go,", "Ines Calloway", "told"),
    ("en", '"No," said Mr. Adair of Saltby.', "No,", "Mr. Adair of Saltby", "said"),
    ("en", '"Never, never," he said.', "Never, never,", None, "said"),
    ("en", 'Asked about the ferry, Venn told reporters: "It will sail."', "It will sail.", "Venn", "told"),
    ("ru", "«Город живёт», — сказала Анна Берг.", "Город живёт", "Анна Берг", "сказала"),
    ("ru", '"Мы не знали", - сказал Тамаш Бирк.', "Мы не знали", "Тамаш Бирк", "сказал"),
    ("ru", "По словам Анны Берг, «никто не спросил».", "никто не спросил", "Анны Берг", "По словам"),
    ("ru", "В министерстве сообщили, что «работы идут».", "работы идут", "министерстве", "сообщили"),
    ("ru", "Как сообщает «Северный вестник», «рынок закроют».", "рынок закроют", "Северный вестник", "сообщает"),
    ("ru", "Перед отъездом он сообщил: «мы не знали».", "мы не знали", None, "сообщил"),
    ("ru", "Бирк сейчас пишет, что «вода вернётся».", "вода вернётся", "Бирк", "пишет"),
    ("ru", "— Мы не знали, — сказал Тамаш Бирк.", "Мы не знали,", "Тамаш Бирк", "сказал"),
    ("kk", "«Нарық жабылады», – деді Анна Берг.", "Нарық жабылады", "Анна Берг", "деді"),
    ("kk", "Анна Берг «Нарық жабылады» деп мәлімдеді.", "Нарық жабылады", "Анна Берг", "деп мәлімдеді"),
    ("kk", "Тамаш Бирк бұл туралы былай деді: «Біз білмедік».", "Біз білмедік", "Тамаш Бирк", "деді"),
    ("kk", "«Жоқ, жоқ», – деді ол.", "Жоқ, жоқ", None, "деді"),
    ("zh", "市长王明说：“市场将关闭。”", "市场将关闭。", "市长王明", "说"),
    ("zh", "“市场将关闭。”港务局表示。", "市场将关闭。", "港务局", "表示"),
    ("zh", "据北方时报报道，「市场将关闭」。", "市场将关闭", "北方时报", "据"),
    ("zh", "港务局发言人李华周一在记者会上表示，“我们不卖”。", "我们不卖", "港务局发言人李华", "表示"),
    ("zh", "“不。”他说。", "不。", None, "说"),
    (None, "Кеше Анна Берг «Нарық жабылады» деп мәлімдеді.", "Нарық жабылады", "Анна Берг", "деп мәлімдеді"),
]

MARKED = [
    ("en", "nested: “They said ‘never again’ twice”", ["They said ‘never again’ twice", "never again"]),
    ("ru", "«Цены „не вырастут“ никогда»", ["Цены „не вырастут“ никогда", "не вырастут"]),
    ("zh", "「我們『絕不』出售」", ["我們『絕不』出售", "絕不"]),
    ("en", 'straight in straight: "he read "never" aloud"', ['he read "never" aloud', "never"]),
    ("en", '"unclosed. He said "B c".', ["B c"]),
    ("en", "«unclosed, «closed»", ["closed"]),
    ("en", "closed» only, ”twice”", []),
    ("en", "don't, the dogs' home, 'tis, O’Neil and the ’90s", []),
    ("en", "rock 'n' roll, a 15\" screen and a 17\" one, 40°26'46\"", []),
    ("en", "\"\"doubled\"\" by a spreadsheet and ''so is this''", ["doubled", "so is this"]),
    ("en", "a quote\n\n“of one paragraph\n\nnever ends” in another", []),
    ("en", "“over\none line”", ["over\none line"]),
    ("zh", '他说"没有空格"然后走了', ["没有空格"]),
    ("en", "“  blanks inside  ” and “ ”", ["blanks inside"]),
    (None, "„niedrig“ und „hoch”, ‹klein›", ["niedrig", "hoch", "klein"]),
]


@pytest.mark.parametrize(("language", "text", "words", "speaker", "verb"), SPOKEN)
def test_a_speaker_is_found_where_the_language_puts_one(
    language: str | None, text: str, words: str, speaker: str | None, verb: str | None
) -> None:
    """The verb and the name beside a quotation are those that a reader would point at."""
    found = next(quote for quote in find_quotes(text, language) if quote.text == words)
    assert (found.speaker, found.verb) == (speaker, verb)


@pytest.mark.parametrize(("language", "text", "expected"), MARKED)
def test_marks_are_paired_as_readers_pair_them(language: str | None, text: str, expected: list[str]) -> None:
    """Nested marks give rows of their own; a mark without its counterpart, or an apostrophe, gives none."""
    assert [quote.text for quote in find_quotes(text, language)] == expected


def test_one_speaker_is_kept_through_an_interrupted_quotation() -> None:
    """Both halves of «A», said X, «B» are X's, although a pronoun follows the second."""
    halves = find_quotes('"It is late," said Orla Venn, "and we are tired," she added.', "en")
    assert [(half.text, half.speaker) for half in halves] == [
        ("It is late,", "Orla Venn"),
        ("and we are tired,", "Orla Venn"),
    ]


def test_two_speakers_are_told_apart() -> None:
    """What announces the next quotation is not the tail of the one before."""
    text = '"The market stays where it is." Rufus Adair replied: "The market has been sold already."'
    first, second = find_quotes(text, "en")
    assert (first.speaker, second.speaker) == (None, "Rufus Adair")


def test_a_newspaper_in_marks_is_a_speaker() -> None:
    """A short name in marks before the verb is who speaks, not a wall."""
    text = "Газета «Северный вестник» сообщила: «Рынок закроют, так решил совет»."
    assert find_quotes(text, "ru")[1].speaker == "Северный вестник"


def test_a_list_with_dashes_is_no_dialogue() -> None:
    """Lines that open with a dash are speech only where an author's words hold a verb of speech."""
    assert find_quotes("— молоко\n— хлеб, — соль\n— Да, — сказал Бирк. — Нет.", "ru") == (
        _quote("— молоко\n— хлеб, — соль\n— Да, — сказал Бирк. — Нет.", "Да,", "Бирк", "сказал"),
        _quote("— молоко\n— хлеб, — соль\n— Да, — сказал Бирк. — Нет.", "Нет.", "Бирк", "сказал"),
    )


@given(st.text("«»ab,\n", max_size=40).filter(lambda text: not re.search(r"\n\s*\n", text)))
def test_guillemets_pair_like_brackets(text: str) -> None:
    """An oracle that takes innermost pairs away, one after the other, finds the same quotations."""
    expected, rest = [], text
    while match := re.search("«([^«»]*)»", rest):
        expected.append((match.start() + 1, match.end() - 1))
        rest = rest[: match.start()] + "_" * (match.end() - match.start()) + rest[match.end() :]
    stripped = {
        (end - len(text[start:end].lstrip()), start + len(text[start:end].rstrip()))
        for start, end in expected
        if text[start:end].strip()
    }
    assert {(quote.start, quote.end) for quote in find_quotes(text, "en")} == stripped


@given(
    st.lists(st.tuples(st.sampled_from(["so", "and 3", "we,"]), st.sampled_from(["one two", "no!", "x"])), max_size=6)
)
def test_straight_marks_in_a_well_formed_text_are_all_found(parts: list[tuple[str, str]]) -> None:
    """What was written between straight marks is what is read between them."""
    text = " ".join(f'{plain} "{quoted}"' for plain, quoted in parts)
    assert [quote.text for quote in find_quotes(text, "en")] == [quoted for _, quoted in parts]


@given(
    st.text(st.sampled_from("«»“”„\"'‘’「」『』—-,.:!? \n\r\tabЯдеді说сказал said\ud800\U0001f600\u200b"), max_size=80)
)
def test_any_text_is_read_and_places_are_slices(text: str) -> None:
    """Whatever the text, quotations and speakers are slices of it, in order."""
    found = find_quotes(text)
    assert [(quote.start, quote.end) for quote in found] == sorted({(quote.start, quote.end) for quote in found})
    for quote in found:
        assert quote.text == text[quote.start : quote.end] == quote.text.strip() != ""
        if quote.speaker is not None:
            assert quote.speaker == text[quote.speaker_start : quote.speaker_end] != ""


@given(st.lists(st.text(st.sampled_from("«»“”\"' ab说\n"), max_size=20), max_size=8))
def test_a_column_reads_as_its_texts_do(texts: list[str]) -> None:
    """Many texts in one pass give what each gives alone, in characters and in bytes."""
    rows = spans(pa.array(texts, pa.string()), marks(all_marks(manners_of("en"))))
    told = list(zip(rows.text.tolist(), rows.begin.tolist(), rows.end.tolist(), strict=True))
    alone = [(at, quote.start, quote.end) for at, text in enumerate(texts) for quote in find_quotes(text, "en")]
    assert told == alone
    for at, low, high, begin, end in zip(rows.text, rows.byte_begin, rows.byte_end, rows.begin, rows.end, strict=True):
        assert texts[at].encode()[low:high].decode() == texts[at][begin:end]


@pytest.mark.parametrize("unit", ["«", '"a ', "«“", "— a, — said\n", '" ', "'a ", '"', "«" * 70 + "”"])
def test_marks_without_end_are_read_to_the_end(unit: str) -> None:
    """Three megabytes of marks that nothing closes hold no quotation, and what follows them is still found."""
    hostile = unit * (3_000_000 // len(unit))
    assert find_quotes(hostile) == ()
    assert [quote.text for quote in find_quotes(hostile + "\n\n“so it ends”")] == ["so it ends"]


def test_a_text_of_quotations_alone_ends_at_its_limit() -> None:
    """The first MOST quotations of a text are read."""
    assert len(find_quotes("«a» " * (MOST + 5), "ru")) == MOST


def test_marks_too_far_apart_do_not_belong_together() -> None:
    """Between two marks lie at most LONGEST characters, and at most DEEPEST marks are open at once."""
    assert find_quotes("«" + "a" * LONGEST + "»") != ()
    assert find_quotes("«" + "a" * (LONGEST + 1) + "»") == ()
    assert find_quotes("«" * DEEPEST + "a" + "»" * DEEPEST) != ()


def test_every_language_file_quotes() -> None:
    """The four languages of the house have marks and verbs, and an unknown language is tried with all of them."""
    assert list(manners()) == ["en", "kk", "ru", "zh"]
    assert all(manner.marks and manner.verbs for manner in manners().values())
    assert manners_of("ru-KZ")[0].language == "ru"
    assert len(manners_of("qqq")) == len(manners_of(None)) == 4


def _quote(source: str, text: str, speaker: str, verb: str) -> Quote:
    start, named = source.index(text), source.index(speaker)
    return Quote(
        text=text, start=start, end=start + len(text), speaker=speaker, speaker_start=named,
        speaker_end=named + len(speaker), verb=verb,
    )  # fmt: skip
