"""Numbers with their units: in digits, in words, rounded, as shares and as multiples."""

from typing import NamedTuple

from graphs.facts.fact import Fact
from graphs.facts.tokens import NUMBER, UNSPACED, WORD, Tokens

_DASHES = frozenset("-–—~～至")
_PERIODS = frozenset(("day 1", "month 1", "year 1", "x 1"))  # "one day" says no number
_CURRENCY = frozenset(("USD", "EUR", "GBP", "KZT", "RUB", "CNY", "crown"))
_ORDINAL_TAILS = frozenset(
    ("th", "st", "nd", "rd", "й", "ый", "ой", "я", "е", "го", "му", "м", "ю", "ші", "шы", "інші", "ыншы", "нші", "ншы")
)


class Amount(NamedTuple):
    """A number as read: its value without and with the scale words behind it, and the token after it."""

    plain: float
    value: float
    after: int
    vague: bool = False


def find_numbers(tokens: Tokens, decimal: str, used: bytearray) -> list[Fact]:
    """Return the numbers at tokens not yet used (dates come first), left to right; marks their tokens used."""
    found: list[Fact] = []
    after = 0
    for i, (kind, roles) in enumerate(zip(tokens.kinds, tokens.roles, strict=True)):
        if i < after or used[i] or not (kind == NUMBER or roles.numbers):
            continue
        if kind == WORD and tokens.capitals[i] and not tokens.opens(i) and tokens.capitals[i + 1 : i + 2] == [True]:
            continue  # the Three Oaks
        facts, after = _number_at(tokens, i, decimal, used)
        found += facts
    return found


def read_amount(tokens: Tokens, i: int, decimal: str) -> Amount | None:
    """Read the number that begins at token i, scale words included; None where there is none."""
    if i >= len(tokens.words):
        return None
    if tokens.kinds[i] == NUMBER:
        return _read_digits(tokens, i, decimal)
    return _read_words(tokens, i) if tokens.roles[i].numbers else None


def plain(value: float) -> str:
    """Write a number without exponent and without zeros that say nothing."""
    if value == int(value):
        return str(int(value))
    return f"{value:.6f}".rstrip("0").rstrip(".")


def digits(word: str, decimal: str) -> float | None:
    """Read digits with the language's decimal mark; None for a date, a time or a version."""
    word = "".join(word.split())
    if "-" in word or "/" in word or ":" in word:
        return None
    marks = [c for c in word if c in ".,"]
    if len(marks) > 1 and len(set(marks)) == 1:
        groups = word.split(marks[0])
        return float("".join(groups)) if all(len(group) == 3 for group in groups[1:]) else None
    if len(marks) > 1:
        return float(word.replace(marks[0], "", len(marks) - 1).replace(marks[-1], "."))
    if marks and marks[0] != decimal and len(word.partition(marks[0])[2]) == 3 and word[0] != "0":
        return float(word.replace(marks[0], ""))
    return float(word.replace(",", "."))


def _number_at(tokens: Tokens, i: int, decimal: str, used: bytearray) -> tuple[list[Fact], int]:
    roles = tokens.roles[i]
    if "multiple" in roles:
        return [_mark(tokens, i, i + 1, f"{roles['multiple']} x", used)], i + 1
    if "percent" in roles:
        amount = read_amount(tokens, i + 1, decimal)
        return ([_mark(tokens, i, amount.after, f"{plain(amount.value)} %", used)], amount.after) if amount else ([], i)
    if "ordinal_mark" in roles:
        amount = read_amount(tokens, i + 1, decimal)
        return _ordinal(tokens, i, amount, used) if amount else ([], i)
    if "ordinal" in roles and not tokens.has(i, "number"):
        return [_mark(tokens, i, i + 1, f"{roles['ordinal']} th", used)], i + 1
    if "several" in roles and tokens.has(i + 1, "scale"):
        return [_mark(tokens, i, i + 2, f"{tokens.roles[i + 1]['scale']}s", used)], i + 2
    amount = read_amount(tokens, i, decimal)
    if amount is None or (amount.after < len(used) and any(used[i : amount.after])):
        return [], i
    return _with_range(tokens, i, amount, decimal, used)


def _with_range(tokens: Tokens, i: int, amount: Amount, decimal: str, used: bytearray) -> tuple[list[Fact], int]:
    """Read `5-7 million` as two numbers of one unit and scale."""
    dash = amount.after
    spans = dash < len(used) and (tokens.words[dash] in _DASHES or "range" in tokens.roles[dash])
    if spans and tokens.kinds[i] == NUMBER and not used[dash]:
        second = read_amount(tokens, dash + 1, decimal)
        if (
            second is not None
            and second.plain > amount.plain
            and not used[dash + 1]
            and tokens.kinds[dash + 1] == NUMBER
        ):
            unit, factor, after = _unit(tokens, second.after)
            first = amount.value if amount.value != amount.plain else amount.plain * (second.value / second.plain)
            low = _mark(tokens, i, dash, _written(first * factor, unit), used)
            return [low, _mark(tokens, dash + 1, after, _written(second.value * factor, unit), used)], after
    if tokens.kinds[i] == NUMBER and dash < len(used) and _is_tail(tokens, dash):
        if tokens.words[dash + (tokens.words[dash] == "-")] in _ORDINAL_TAILS:
            return [_mark(tokens, i, dash + 1, f"{plain(amount.value)} th", used)], dash + 1
        amount = amount._replace(after=dash + 1 + (tokens.words[dash] == "-"))
    return _with_unit(tokens, i, amount, used)


def _with_unit(tokens: Tokens, i: int, amount: Amount, used: bytearray) -> tuple[list[Fact], int]:
    unit, factor, after = _unit(tokens, amount.after)
    if unit == "m" and tokens.has(i - 1, "per_hour"):
        unit, factor = "km/h", factor / 1000
    if not unit:
        unit, i = _unit_before(tokens, i)
    if amount.vague:
        return [_mark(tokens, i, after, f"{plain(amount.value)}s {unit}".rstrip(), used)], after
    if not _stands_alone(tokens, i, amount, unit):
        return [], i
    if tokens.has(after, "tenths") and not unit:
        return [_mark(tokens, i, after + 1, f"{plain(amount.value * 10)} %", used)], after + 1
    return [_mark(tokens, i, after, _written(amount.value * factor, unit), used)], after


def _ordinal(tokens: Tokens, i: int, amount: Amount, used: bytearray) -> tuple[list[Fact], int]:
    if amount.value < 2:
        return [], amount.after
    return [_mark(tokens, i, amount.after, f"{plain(amount.value)} th", used)], amount.after


def _stands_alone(tokens: Tokens, i: int, amount: Amount, unit: str) -> bool:
    """Refuse a lone numeral of an unspaced script that nothing counted follows: it is part of some other word."""
    if unit or "fraction" in tokens.roles[i] or tokens.kinds[i] != UNSPACED or amount.after - i > 1:
        return not (amount.value == 1 and tokens.kinds[i] != NUMBER and amount.after - i == 1 and not unit)
    if amount.value == 1:
        return False
    ranged = tokens.has(amount.after, "range") and tokens.has(amount.after + 1, "number")
    return ranged or tokens.has(amount.after, "counter") or tokens.has(amount.after, "tenths")


def _unit(tokens: Tokens, j: int) -> tuple[str, float, int]:
    """Return unit, factor and the token after the unit that stands at token j, or one counting word later."""
    if j < len(tokens.words) and tokens.words[j] == "-" and tokens.joined(j) and tokens.has(j + 1, "unit"):
        j += 1
    for k in (j, j + 1):
        if k > j and not (tokens.has(j, "counter") or (tokens.has(j, "hedge") and tokens.kinds[j] == UNSPACED)):
            break
        if tokens.has(k, "unit"):
            name, _, factor = tokens.roles[k]["unit"].rpartition(" ")
            return name, float(factor), k + 1
    return "", 1.0, j


def _unit_before(tokens: Tokens, i: int) -> tuple[str, int]:
    """Return the currency written before the number, and where the whole begins."""
    if tokens.has(i - 1, "unit"):
        name = tokens.roles[i - 1]["unit"].rpartition(" ")[0]
        if name in _CURRENCY and name != "crown":
            return name, i - 1
    return "", i


def _read_digits(tokens: Tokens, i: int, decimal: str) -> Amount | None:
    if tokens.joined(i) and tokens.kinds[i - 1] == WORD:
        return None  # H1N1, T90
    hyphened = i > 1 and tokens.words[i - 1] == "-" and tokens.joined(i) and tokens.joined(i - 1)
    if hyphened and tokens.kinds[i - 2] == WORD:
        return None  # T-90
    value = digits(tokens.words[i], decimal)
    if value is None:
        return None
    scaled, j = value, i + 1
    while tokens.has(j, "scale") and _is_scale(tokens, j):
        scaled *= float(tokens.roles[j]["scale"])
        j += 1
    if j > i + 1 and tokens.has(j, "half_more"):
        return Amount(value, scaled, j + 1)
    if j > i + 1 and j < len(tokens.words) and tokens.kinds[j] == NUMBER and tokens.kinds[j - 1] == UNSPACED:
        more = _read_digits(tokens, j, decimal)
        if more is not None and more.value < scaled:
            return Amount(value, scaled + more.value, more.after)
    return Amount(value, scaled, j)


def _is_scale(tokens: Tokens, j: int) -> bool:
    return len(tokens.words[j]) > 1 or tokens.kinds[j] == UNSPACED or tokens.joined(j)


def _read_words(tokens: Tokens, i: int) -> Amount | None:
    """Add up number words as they are said: `two hundred and fifty thousand`, `三百五十`, `двадцать пять`."""
    roles = tokens.roles[i]
    if "fraction" in roles:
        return _read_fraction(tokens, i)
    if "vague" in roles and not tokens.has(i + 1, "number"):
        return Amount(0.0, float(roles["vague"]), i + 1, vague=True)
    total = section = 0.0
    pending: float | None = None
    j, last = i, i
    while j < len(tokens.words):
        roles = tokens.roles[j]
        if "number" in roles or "one" in roles:
            value = float(roles["number"] if "number" in roles else roles["one"])
            if not _follows(pending, value) or ("number" not in roles and not _counts_one(tokens, j, j > i)):
                break
            pending = value if pending is None else pending + value
        elif "scale" in roles and (j > i or tokens.kinds[j] == UNSPACED or len(tokens.words[j]) > 2):
            scale = float(roles["scale"])
            if scale < 1000 or (scale == 1000 and tokens.kinds[j] == UNSPACED):
                section, pending = section + (1.0 if pending is None else pending) * scale, None
            else:
                total, section, pending = total + (section + (pending or 0.0) or 1.0) * scale, 0.0, None
        elif "plus_half" in roles and last > i:
            total, last = total + 0.5, j + 1
            break
        elif not ("and" in roles and j > i and tokens.has(j + 1, "number") and section + total >= 100):
            break
        j += 1
        last = j
    value = total + section + (pending or 0.0)
    if last == i or (last < len(tokens.words) and tokens.has(last - 1, "and")):
        return None
    return Amount(value, value, last)


def _follows(pending: float | None, value: float) -> bool:
    """Tell whether a number word may be added to those before: twenty + five, hundred + twenty, not five + six."""
    if pending is None:
        return True
    return (pending % 100 == 0 and 0 < value < 100) or (pending >= 10 and pending % 10 == 0 and 0 < value < 10)


def _counts_one(tokens: Tokens, j: int, later: bool) -> bool:
    """Tell whether `one` (or an article) is a number here: before a scale or a unit, or after tens."""
    article = tokens.words[j] in ("a", "an")
    measured = tokens.has(j + 1, "unit") and tokens.roles[j + 1]["unit"] not in _PERIODS
    halved = tokens.has(j + 1, "plus_half")
    return tokens.has(j + 1, "scale") or (not article and (later or measured or halved))


def _read_fraction(tokens: Tokens, i: int) -> Amount:
    value, j = float(tokens.roles[i]["fraction"]), i + 1
    if tokens.has(j, "one") and tokens.has(j + 1, "scale"):
        j += 1
    while tokens.has(j, "scale"):
        value *= float(tokens.roles[j]["scale"])
        j += 1
    return Amount(value, value, j)


def _is_tail(tokens: Tokens, j: int) -> bool:
    """Tell whether an inflection is written behind the digits: 5-й, 300-ден, 5th."""
    if tokens.words[j] == "-":
        return (
            tokens.joined(j)
            and j + 1 < len(tokens.words)
            and tokens.joined(j + 1)
            and tokens.kinds[j + 1] == WORD
            and len(tokens.words[j + 1]) <= 5
            and "unit" not in tokens.roles[j + 1]
        )
    return tokens.joined(j) and tokens.words[j] in _ORDINAL_TAILS


def _written(value: float, unit: str) -> str:
    return f"{plain(value)} {unit}" if unit else plain(value)


def _mark(tokens: Tokens, first: int, after: int, value: str, used: bytearray) -> Fact:
    used[first:after] = b"\1" * (after - first)
    start, end = tokens.starts[first], tokens.ends[after - 1]
    return Fact("number", value, start, end, tokens.text[start:end])
