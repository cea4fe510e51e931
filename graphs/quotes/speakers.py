"""Who says a quotation: the speech verb beside it, and the name on the side of the verb where its language puts it."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from graphs.quotes.languages import Manner, Verbs

REACH = 160  # characters on either side of a quotation in which its speaker is looked for
FARTHEST = 100  # characters between a quotation and its verb
WIDEST = 5  # words of a speaker without capitals, and characters of one in an unspaced script by NAME_LENGTH
NAME_LENGTH = 20

_STOP = r"(?<!\b[A-ZА-ЯӘІҢҒҮҰҚӨҺЁ])(?<!\bMr|\bDr|\bMs|\bSt)(?<!\bMrs|\bGov|\bSen|\bRep|\bGen)[.]"  # not of J. or Mr.
_SENTENCE = re.compile(rf"{_STOP}(?=\s|$|[\"»”'])|[!?…。！？\n]")
_CLAUSE = re.compile(rf"[,;:()\[\]—–，；：、（）。]|{_STOP}|\s-\s")
_WORD = re.compile(r"«[^«»\n]{1,40}»|“[^“”\n]{1,40}”|\"[^\"\n]{1,40}\"|[\w’'.·-]*[\w·]\.?")
_EDGE = " \t\r\n\u00a0\u3000«»“”„\"'‘’‹›「」『』,;:.!?…—–-，；：、。（）()[]"
_DASHED = re.compile(r"\s*[—–-]\s*")


class Place(NamedTuple):
    """A piece of a text."""

    start: int
    end: int


class Said(NamedTuple):
    """What was found beside a quotation: the speaker's place, if any is named, and the verb's, if there is one."""

    speaker: Place | None
    verb: Place | None


NOBODY = Said(None, None)


def said(text: str, outer: Place, low: int, high: int, found: tuple[Manner, ...]) -> Said:
    """Return who says the quotation that stands, with its marks, at `outer`.

    Nothing before `low` or behind `high` is read, where the neighbouring quotations are, nor beyond the sentence.
    """
    before, after = _lead(text, outer, low), _tail(text, outer, high)
    told = [*_beside(text, before, found, leading=True), *_beside(text, after, found, leading=False)]
    named = [entry for entry in told if entry[1].speaker is not None]
    best = min(named or told, key=lambda entry: entry[0], default=None)
    if best is None or best[1].speaker is None:
        return _unspoken(text, before, after, found, best)
    return best[1]


def _unspoken(text: str, before: Place, after: Place, found: tuple[Manner, ...], best: tuple[int, Said] | None) -> Said:
    """Return the speaker where no verb has one beside it: `X «…» dedi`, `X: «…»`, or `«…» — X`."""
    if best is not None and best[1].verb is not None:
        last = [manner for manner in found if manner.verb_last]
        if last and best[1].verb.start >= after.start:
            return Said(_name(text, before, last[0], nearest_end=True, whole=False), best[1].verb)
        return best[1]
    for manner in found:
        colon = text[before.start : before.end].rstrip()
        if colon.endswith((":", "：")):
            segment = Place(
                _last_clause(text, before.start, before.start + len(colon) - 1), before.start + len(colon) - 1
            )
            speaker = _name(text, segment, manner, nearest_end=True, whole=True)
            if speaker is not None:
                return Said(speaker, None)
        dash = _DASHED.match(text, after.start, after.end)
        if dash is not None and manner.spaced:
            speaker = _name(text, Place(dash.end(), _first_clause(text, dash.end(), after.end)), manner,
                            nearest_end=False, whole=True)  # fmt: skip
            if speaker is not None:
                return Said(speaker, None)
    return NOBODY


def _lead(text: str, outer: Place, low: int) -> Place:
    start = max(low, outer.start - REACH)
    ends = [match.end() for match in _SENTENCE.finditer(text, start, outer.start)]
    return Place(ends[-1] if ends else start, outer.start)


def _tail(text: str, outer: Place, high: int) -> Place:
    end = min(high, outer.end + REACH)
    stop = _SENTENCE.search(text, outer.end, end)
    return Place(outer.end, stop.start() if stop else end)


def _beside(text: str, window: Place, found: tuple[Manner, ...], *, leading: bool) -> Iterator[tuple[int, Said]]:
    """Yield what the verbs of a window say, each with its distance from the quotation; less is better."""
    if not leading and text[window.start : window.end].rstrip().endswith((":", "：")):
        return  # what follows announces the next quotation
    for manner in found:
        for verbs in manner.verbs:
            match = _nearest(verbs, text, window, leading=leading)
            if match is None:
                continue
            distance = window.end - match.end() if leading else match.start() - window.start
            if distance <= FARTHEST:
                verb = Place(match.start(), match.end())
                yield distance, Said(_speaker(text, window, verb, verbs, manner), verb)


def _nearest(verbs: Verbs, text: str, window: Place, *, leading: bool) -> re.Match[str] | None:
    if not leading:
        return verbs.cue.search(text, window.start, window.end)
    last = None
    for match in verbs.cue.finditer(text, window.start, window.end):
        last = match
    return last


def _speaker(text: str, window: Place, verb: Place, verbs: Verbs, manner: Manner) -> Place | None:
    if verbs.speaker in ("before", "either"):
        speaker = _ahead(text, Place(window.start, verb.start), manner)
        if speaker is not None or verbs.speaker == "before":
            return speaker
    stop = _first_clause(text, verb.end, window.end)
    return _name(text, Place(verb.end, stop), manner, nearest_end=False, whole=False)


def _ahead(text: str, window: Place, manner: Manner) -> Place | None:
    """Return the speaker named before a verb; an apposition between commas is stepped over."""
    start = _last_clause(text, window.start, window.end)
    if start > window.start and not text[start : window.end].strip(_EDGE):
        stop = start - 1
        apposition = _last_clause(text, window.start, stop)
        start, end = _last_clause(text, window.start, max(apposition - 1, window.start)), apposition - 1
        return _name(text, Place(start, end), manner, nearest_end=True, whole=False)
    return _name(text, Place(start, window.end), manner, nearest_end=True, whole=False)


def _last_clause(text: str, start: int, end: int) -> int:
    """Return where the last clause of a stretch begins."""
    for match in _CLAUSE.finditer(text, start, end):
        start = match.end()
    return start


def _first_clause(text: str, start: int, end: int) -> int:
    match = _CLAUSE.search(text, start, end)
    return match.start() if match else end


def _name(text: str, place: Place, manner: Manner, *, nearest_end: bool, whole: bool) -> Place | None:
    """Return the name in a stretch: its last (`nearest_end`) or first run of capitals, else its few words.

    With `whole` the run must reach the end of the stretch, and words without capitals are no name.
    """
    if not manner.spaced:
        return _unspaced(text, place, manner)
    words = list(_WORD.finditer(text, place.start, place.end))
    if not words or manner.pronouns.fullmatch(words[-1 if nearest_end else 0].group()):
        return None
    runs = list(_runs(words, manner))
    if runs:
        run = runs[-1] if nearest_end else runs[0]
        opening = len(run) == 1 and run[0] is words[0] and len(words) > 1 and nearest_end
        if whole and (run[-1] is not words[-1] or len(words) > 2 * WIDEST):
            return None
        quoted = next((word for word in run if word.group()[0] in _EDGE), None)
        if quoted is not None:
            return _trimmed(text, quoted.start(), quoted.end())
        if not opening:
            return _trimmed(text, run[0].start(), run[-1].end())
    if whole or len(words) > WIDEST:
        return None
    kept = [word for word in words if not manner.unnamed.fullmatch(word.group())]
    return _trimmed(text, kept[0].start(), kept[-1].end()) if kept else None


def _runs(words: list[re.Match[str]], manner: Manner) -> Iterator[list[re.Match[str]]]:
    """Yield runs of capitalised words; words like `of` join two, days and months end one."""
    run: list[re.Match[str]] = []
    for place, word in enumerate(words):
        capital = _capital(word.group()) and not manner.unnamed.fullmatch(word.group())
        follows = place + 1 < len(words) and _capital(words[place + 1].group())
        if capital or (run and follows and manner.joins.fullmatch(word.group())):
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _capital(word: str) -> bool:
    return word.lstrip(_EDGE)[:1].isupper()


def _unspaced(text: str, place: Place, manner: Manner) -> Place | None:
    """Return the name in a stretch of an unspaced script: what stands before the first word that ends a name."""
    cut = manner.unnamed.search(text, place.start, place.end)
    while cut is not None and not text[place.start : cut.start()].strip(_EDGE):
        place = Place(cut.end(), place.end)
        cut = manner.unnamed.search(text, place.start, place.end)
    found = _trimmed(text, place.start, cut.start() if cut else place.end)
    if found is None or found.end - found.start > NAME_LENGTH:
        return None
    return None if manner.pronouns.fullmatch(text, found.start, found.end) else found


def _trimmed(text: str, start: int, end: int) -> Place | None:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE:
        end -= 1
    return Place(start, end) if start < end else None
