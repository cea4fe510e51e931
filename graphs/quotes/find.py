"""The quotations of one text and who says them."""

import re
from bisect import bisect_left, bisect_right
from itertools import islice

import msgspec

from graphs.quotes.languages import Manner, all_marks, manners_of
from graphs.quotes.marks import MOST, marks, spans_of
from graphs.quotes.speakers import NOBODY, Place, Said, said

SHORT = 40  # characters; a shorter quotation may be part of a name (the newspaper «X»)
_TURN = re.compile(r"[,.!?…]\s*[—–-]\s+")  # where dialogue passes from speech to author and back
_SPEECH = re.compile(r",?\s{0,2}[—–-]|，")  # behind the closing mark of what somebody said
_LINE = re.compile(r"^[ \t]*[—–-][ \t]+(?=\S)[^\n]{0,4000}", re.MULTILINE)


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """A quotation, without its marks: `text` is `source[start:end]`, `speaker` likewise; None where none is named.

    `verb` is the speech verb or form that ties the two, None where only a colon or dash does, or nothing.
    """

    text: str
    start: int
    end: int
    speaker: str | None
    speaker_start: int | None
    speaker_end: int | None
    verb: str | None


def find_quotes(text: str, language: str | None = None) -> tuple[Quote, ...]:
    """Return the quotations of a text by their place, nested ones too, at most MOST of them.

    `language` names the file of marks and verbs (`kk`, `ru`, `zh`, `en`); None or another tries all of them. A
    pronoun is no speaker. Time is linear in the text, whatever is in it.
    """
    found = manners_of(language)
    places = _marked(text, found)
    told = dict(_dialogue(text, found))
    spoken = _speakers(text, places, found)
    return tuple(_quote(text, place, who) for place, who in sorted((told | spoken).items())[:MOST])


def _marked(text: str, found: tuple[Manner, ...]) -> list[Place]:
    rows = spans_of(text, marks(all_marks(found)))
    return [Place(*pair) for pair in zip(rows.begin.tolist(), rows.end.tolist(), strict=True)]


def _speakers(text: str, places: list[Place], found: tuple[Manner, ...]) -> dict[Place, Said]:
    """Return who says each quotation; a nested one, and one short enough to be part of a name, bounds no other."""
    walls, reach = [], -1
    for place in places:
        if place.start >= reach and not _may_be_name(text, place):
            walls.append(place)
            reach = place.end
    starts, ends = [wall.start for wall in walls], [wall.end for wall in walls]
    told = {}
    for place in places:
        outer = _with_marks(text, place)
        left, right = bisect_right(ends, place.start), bisect_left(starts, place.end)
        low = ends[left - 1] + 1 if left else 0
        high = starts[right] - 1 if right < len(starts) else len(text)
        told[place] = said(text, outer, min(low, outer.start), max(high, outer.end), found)
    return told


def _may_be_name(text: str, place: Place) -> bool:
    """Tell whether a quotation is short and has none of the punctuation that ends speech."""
    speech = not text[place.end - 1].isalnum() or _SPEECH.match(text, place.end + 1)
    return place.end - place.start <= SHORT and not speech


def _with_marks(text: str, place: Place) -> Place:
    """Return the place with the marks around it, the blanks inside them included."""
    start, end = place
    while start > 0 and text[start - 1].isspace():
        start -= 1
    while end < len(text) and text[end].isspace():
        end += 1
    return Place(max(start - 1, 0), min(end + 1, len(text)))


def _dialogue(text: str, found: tuple[Manner, ...]) -> list[tuple[Place, Said]]:
    """Return the speech of lines that open with a dash, where the author's words in them hold a verb of speech.

    Such a line without a verb may as well be an item of a list, and is left.
    """
    dashing = tuple(manner for manner in found if manner.dashes)
    if not dashing:
        return []
    told: list[tuple[Place, Said]] = []
    for line in islice(_LINE.finditer(text), MOST):
        told += _turns(text, line, dashing)
    return told[:MOST]


def _turns(text: str, line: re.Match[str], found: tuple[Manner, ...]) -> list[tuple[Place, Said]]:
    """Divide a line of dialogue: speech, author's words (they begin small and hold a verb), speech again."""
    begin = re.compile(r"[ \t]*[—–-][ \t]+").match(text, line.start()).end()  # type: ignore[union-attr]
    speech: list[Place] = []
    who = NOBODY
    author = False
    for turn in [*_TURN.finditer(text, begin, line.end()), None]:
        stop = turn.start() + 1 if turn else line.end()
        if author:
            author = False
            begin = turn.end() if turn else line.end()
            continue
        after = Place(turn.end(), line.end()) if turn else Place(stop, stop)
        told = said(text, Place(after.start, after.start), after.start, after.end, found) if turn else NOBODY
        if turn is None or (told.verb is not None and text[after.start].islower()):
            speech.append(Place(begin, stop))
            if turn:
                who, author = (told if who.verb is None else who), True
    if who.verb is None:
        return []
    kept = (place for place in speech if text[place.start : place.end].strip())
    return [(place, who) for place in kept]


def _quote(text: str, place: Place, who: Said) -> Quote:
    speaker, verb = who
    return Quote(
        text=text[place.start : place.end],
        start=place.start,
        end=place.end,
        speaker=text[speaker.start : speaker.end] if speaker else None,
        speaker_start=speaker.start if speaker else None,
        speaker_end=speaker.end if speaker else None,
        verb=text[verb.start : verb.end] if verb else None,
    )
