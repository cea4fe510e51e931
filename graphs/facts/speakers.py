"""Who is said to have said it: the name or office beside a verb of speech or a phrase such as `according to`."""

from graphs.facts.fact import Fact
from graphs.facts.lexicon import Lexicon
from graphs.facts.tokens import MARK, NUMBER, WORD, Tokens

_NEAR, _FAR = 4, 7
_BETWEEN = 2  # words between an office and the name that holds it
_LINKS = frozenset(("of", "the", "for", "a", "at"))
_QUOTES = frozenset('«»“”„"《》「」『』')
_BREAKS = frozenset(',，;；:："“”«»—–()（）')
Who = tuple[int, int, str]


def find_speakers(tokens: Tokens, names: list[Fact], lexicon: Lexicon) -> list[Fact]:
    """Return one attribution for each speaker of each sentence, by place."""
    named = {fact.start: fact for fact in names}
    found: list[Fact] = []
    for first, last in sentences(tokens):
        seen: set[str] = set()
        for i in range(first, last):
            roles = tokens.roles[i]
            if "according" not in roles and "speech" not in roles:
                continue
            who = _speaker(tokens, i, (first, last), named, lexicon)
            if who is not None and who[2] not in seen:
                seen.add(who[2])
                found.append(Fact("attribution", who[2], who[0], who[1], tokens.text[who[0] : who[1]]))
    return found


def sentences(tokens: Tokens) -> list[tuple[int, int]]:
    """Return first and last token of each sentence, its closing mark included."""
    found, first = [], 0
    for i in range(len(tokens.words)):
        if tokens.kinds[i] == MARK and tokens.words[i] in ".!?。！？\n…":
            found.append((first, i + 1))
            first = i + 1
    return [*found, (first, len(tokens.words))] if first < len(tokens.words) else found


def _speaker(tokens: Tokens, i: int, span: tuple[int, int], named: dict[int, Fact], lexicon: Lexicon) -> Who | None:
    first, last = span
    if "according" in tokens.roles[i]:
        if lexicon.language == "kk":
            return _leftward(tokens, i, first, named, _FAR, lexicon)
        return _rightward(tokens, i + 1, min(last, i + 1 + _FAR), named, lexicon)
    if lexicon.language == "kk":
        if i > first and "speech" in tokens.roles[i - 1]:
            return None  # деп хабарлады: one verb in two words
        after_break = i > first and tokens.words[i - 1] in _BREAKS
        beside = _rightward(tokens, i + 1, min(last, i + 1 + _NEAR), named, lexicon) if after_break else None
        return beside or _opening(tokens, first, i, named, lexicon)
    after = _rightward(tokens, i + 1, min(last, i + 1 + 3), named, lexicon)
    if i > first and tokens.words[i - 1] in _BREAKS:
        return after or _appositive(tokens, i, first, named, lexicon)
    return _leftward(tokens, i, first, named, _NEAR, lexicon) or after


def _rightward(tokens: Tokens, start: int, end: int, named: dict[int, Fact], lexicon: Lexicon) -> Who | None:
    for k in range(start, end):
        if _breaks(tokens, k, named) or tokens.kinds[k] == NUMBER or "that" in tokens.roles[k]:
            return None
        if tokens.starts[k] in named or lexicon.is_speaker(tokens.words[k], tokens.roles[k]):
            return _whole(tokens, k, end + 3, named, lexicon)
    return None


def _leftward(tokens: Tokens, i: int, first: int, named: dict[int, Fact], reach: int, lexicon: Lexicon) -> Who | None:
    """Return who stands before token i, the office that a name belongs to included."""
    found, beside, k = None, None, i
    by_end = {fact.end for fact in named.values()}
    while (k := k - 1) >= max(first, i - reach):
        if k != i - 1 and _breaks(tokens, k, named):
            break
        if lexicon.is_speaker(tokens.words[k], tokens.roles[k]) or tokens.ends[k] in by_end:
            head = _head(tokens, k, first, named, lexicon)
            if not _aside(tokens, head):
                found = k
                break
            beside, reach = k if beside is None else beside, i - head + _NEAR  # в полиции сообщили
    found = beside if found is None else found
    if found is None:
        return None
    found = _head(tokens, found, first, named, lexicon)
    return _whole(tokens, found, i, named, lexicon)


def _aside(tokens: Tokens, k: int) -> bool:
    """Tell whether a word stands behind a preposition, up to two plain words between them: at the power company."""
    for j in range(k - 1, max(k - 2 - _BETWEEN, -1), -1):
        if "aside" in tokens.roles[j]:
            return True
        if (
            tokens.kinds[j] != WORD
            or tokens.capitals[j]
            or not (tokens.words[j] in _LINKS or tokens.roles[j].keys() <= {"starter"})
        ):
            return False
    return False


def _head(tokens: Tokens, k: int, first: int, named: dict[int, Fact], lexicon: Lexicon) -> int:
    """Go left over the words of one phrase: names, offices, kinds of places, and up to two words between them."""
    found, gap, k = k, 0, k - 1
    while k >= first and gap <= _BETWEEN and not _breaks(tokens, k, named) and "speech" not in tokens.roles[k]:
        if tokens.words[k] in _QUOTES:
            pass
        elif lexicon.is_speaker(tokens.words[k], tokens.roles[k]) or _in_name(tokens, k, named):
            found, gap = k, 0
        elif "place" not in tokens.roles[k] and "title" not in tokens.roles[k]:
            gap += 1 if _joins(tokens, k) else _BETWEEN + 1
        k -= 1
    return found


def _joins(tokens: Tokens, k: int) -> bool:
    """Tell whether a word may stand inside such a phrase: `of`, `the`, or a word in a case of its own (энергетики)."""
    return tokens.words[k] in _LINKS or (
        tokens.words[k][0] > "\u024f" and len(tokens.words[k]) > 4 and not tokens.roles[k]
    )


def _appositive(tokens: Tokens, i: int, first: int, named: dict[int, Fact], lexicon: Lexicon) -> Who | None:
    """Return who stands before an apposition between commas: Orla Venn, the mayor, said."""
    opened = next((k for k in range(i - 2, max(first, i - 12), -1) if tokens.words[k] in ",，"), None)
    return _leftward(tokens, opened, first, named, 1, lexicon) if opened is not None else None


def _opening(tokens: Tokens, first: int, i: int, named: dict[int, Fact], lexicon: Lexicon) -> Who | None:
    """Return who opens the sentence: where the verb of speech ends it, its subject does."""
    for k in range(first, min(i, first + 5)):
        if tokens.words[k] in _BREAKS:
            return None
        if tokens.starts[k] in named or lexicon.is_speaker(tokens.words[k], tokens.roles[k]):
            return _whole(tokens, k, i, named, lexicon)
    return None


def _whole(tokens: Tokens, k: int, end: int, named: dict[int, Fact], lexicon: Lexicon) -> Who:
    """Join the office and the name that stand together from token k on; of two names the one behind the office."""
    start, stop, role, name = tokens.starts[k], tokens.ends[k], "", ""
    gap, j, last = 0, k, min(end, len(tokens.words))
    while j < last and gap <= _BETWEEN and not _breaks(tokens, j, named) and "speech" not in tokens.roles[j]:
        fact = named.get(tokens.starts[j])
        if tokens.words[j] in _QUOTES:
            pass
        elif fact is not None:
            if name and not role:
                break
            name, stop, gap = fact.value, fact.end, 0
        elif lexicon.is_speaker(tokens.words[j], tokens.roles[j]) and not (
            role and gap and not all(w in _LINKS for w in tokens.words[j - gap : j])
        ):
            kept = role and (lexicon.head_first or gap)
            role, stop, gap = role if kept else tokens.roles[j]["role"], tokens.ends[j], 0
        elif not _in_name(tokens, j, named) and not tokens.has(j, "place") and not tokens.has(j, "title"):
            gap += 1 if role and not name and _joins(tokens, j) else _BETWEEN + 1
        j += 1
    return start, stop, f"{role} {name}".strip()


def _breaks(tokens: Tokens, k: int, named: dict[int, Fact]) -> bool:
    """Tell whether a mark ends the phrase; one that opens or closes a title does not: газета «Вестник Хельда»."""
    if tokens.words[k] not in _BREAKS or tokens.words[k] not in _QUOTES:
        return tokens.words[k] in _BREAKS
    start, end = tokens.starts[k], tokens.ends[k]
    return not any(fact.start == end or fact.end == start for fact in named.values())


def _in_name(tokens: Tokens, k: int, named: dict[int, Fact]) -> bool:
    start = tokens.starts[k]
    return any(fact.start <= start < fact.end for fact in named.values())
