"""Dates: absolute in any order of day, month and year; weekdays; relative ones; times of day."""

import re

from graphs.facts.fact import Fact
from graphs.facts.numbers import plain, read_amount
from graphs.facts.tokens import MARK, NUMBER, UNSPACED, WORD, Tokens

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})")
_TIME = re.compile(r"(\d{1,2}):(\d\d)")
_PERIODS = {"min 60": "hour", "day 1": "day", "day 7": "week", "month 1": "month", "year 1": "year"}
_YEARS = 1000, 2100
_DECADES, _OF_YEAR = frozenset(("s", "х", "е", "ых", "ые")), frozenset(("м", "го", "й", "му", "ом"))
Span = tuple[int, int, str]


def find_dates(tokens: Tokens, decimal: str, used: bytearray) -> list[Fact]:
    """Return the dates, left to right; marks their tokens used. O(tokens)."""
    found: list[Fact] = []
    after = 0
    for i, (kind, roles) in enumerate(zip(tokens.kinds, tokens.roles, strict=True)):
        if i < after or not (kind == NUMBER or roles.dates):
            continue
        span = _at_number(tokens, i, decimal) if kind == NUMBER else _at_word(tokens, i, decimal)
        span = span or _same_period(tokens, i, found)
        if span is not None:
            span = _with_month(span, found, tokens)
            found += _with_first_day(tokens, span, used)
            after = span[1]
            second = _second_day(tokens, after, found[-1].value)
            if second is not None:
                found.append(_mark(tokens, *second, used))
                after = second[1]
    return found


def _same_period(tokens: Tokens, i: int, found: list[Fact]) -> Span | None:
    """Read `in the last` after `this year` as the last year, where the period is left out: в прошлом было 900."""
    period = found[-1].value.removesuffix("+0") if found else ""
    left_out = "shift" in tokens.roles[i] and period in ("week", "month", "year") and tokens.kinds[i] == WORD
    return (i, i + 1, period + tokens.roles[i]["shift"]) if left_out else None


def _with_month(span: Span, found: list[Fact], tokens: Tokens) -> Span:
    """Give a bare day the month of the date that it goes on from: 5月7日至8日."""
    first, after, value = span
    goes_on = first > 1 and "day_range" in tokens.roles[first - 1] and found and found[-1].end == tokens.ends[first - 2]
    if not (goes_on and value.startswith("---") and re.fullmatch(r".*-\d\d-\d\d", found[-1].value)):
        return span
    return first, after, found[-1].value[:-2] + value[-2:]


def _second_day(tokens: Tokens, i: int, value: str) -> Span | None:
    """Return the last day of August 3 to 9."""
    ranged = i + 1 < len(tokens.words) and (tokens.words[i] in "-–—" or "day_range" in tokens.roles[i])
    if not ranged or tokens.kinds[i - 1] != NUMBER or not re.fullmatch(r"--\d\d-\d\d", value):
        return None
    day, after = _day(tokens, i + 1)
    beyond = tokens.has(after, "month") or tokens.has(after, "unit") or tokens.has(after, "scale")
    return (i + 1, after, f"{value[:-2]}{day:02}") if int(value[-2:]) < day and not beyond else None


def _with_first_day(tokens: Tokens, span: Span, used: bytearray) -> list[Fact]:
    """Return the date, and before it the first day of `7 and 9 May` or `3-9 August`."""
    i, _, value = span
    fact = _mark(tokens, *span, used)
    beside = i > 1 and (tokens.words[i - 1] in "-–—" or "day_range" in tokens.roles[i - 1])
    if not beside or tokens.kinds[i - 2] != NUMBER or used[i - 2] or not tokens.words[i - 2].isdigit():
        return [fact]
    if len(value) == 4 and len(tokens.words[i - 2]) == 4 and 0 < int(value) - int(tokens.words[i - 2]) < 200:
        return [_mark(tokens, i - 2, i - 1, tokens.words[i - 2], used), fact]
    if not re.fullmatch(r".*-\d\d-\d\d", value):
        return [fact]
    day, _ = _day(tokens, i - 2)
    return [_mark(tokens, i - 2, i - 1, f"{value[:-2]}{day:02}", used), fact] if 0 < day < int(value[-2:]) else [fact]


def _at_number(tokens: Tokens, i: int, decimal: str) -> Span | None:
    word = tokens.words[i]
    if not word.isdigit():
        timed = tokens.has(i + 1, "part_of_day") and tokens.kinds[i + 1] == WORD
        written = _written_date(word.replace(".", ":") if timed else word)  # 6.40 a.m.
        return _in_part_of_day(tokens, i, written) if written else _ago(tokens, i, decimal)
    if "ordinal_mark" in (tokens.roles[i - 1] if i else {}):
        return None
    return (
        _unspaced_date(tokens, i, decimal)
        or _number_first(tokens, i)
        or _inflected_year(tokens, i)
        or _clock(tokens, i)
        or _ago(tokens, i, decimal)
        or _bare_year(tokens, i)
    )


def _at_word(tokens: Tokens, i: int, decimal: str) -> Span | None:
    roles = tokens.roles[i]
    if "relative" in roles:
        return i, i + 1, roles["relative"]
    if "weekday" in roles:
        return i, i + 1, f"weekday-{roles['weekday']}"
    if "month" in roles:
        return _month_first(tokens, i)
    if "shift" in roles and (period := _period(tokens, i + 1)):
        return i, i + 2, period + roles["shift"]
    if "within" in roles:
        return _within(tokens, i, decimal)
    if "ordinal" in roles:
        return _day_month(tokens, i, int(roles["ordinal"]), i + 1)
    if "single" in roles and _period(tokens, i) and tokens.has(i + 1, "ago"):
        return i, i + 2, f"{_period(tokens, i)}{tokens.roles[i + 1]['ago']}1"  # год назад
    if "number" in roles or "one" in roles or "scale" in roles:
        return _unspaced_date(tokens, i, decimal) or _spoken_clock(tokens, i, decimal) or _ago(tokens, i, decimal)
    return None


def _written_date(word: str) -> str | None:
    """Read 2026-03-12, 12.03.2026 and 12/03/2026 (the day first unless that is no month), and 14:30."""
    if match := _ISO.fullmatch(word):
        return _absolute(*map(int, match.groups()))
    if match := _DAY_FIRST.fullmatch(word):
        day, month, year = map(int, match.groups())
        return _absolute(year, month, day) or _absolute(year, day, month)
    if (match := _TIME.fullmatch(word)) and int(match[1]) < 24 and int(match[2]) < 60:
        return f"T{int(match[1]):02}:{match[2]}"
    return None


def _in_part_of_day(tokens: Tokens, i: int, written: str) -> Span:
    """Read 6:30 p.m. and 下午6:30; anything else stands for itself."""
    first, after = i, i + 1
    if written.startswith("T") and tokens.has(after, "part_of_day") and tokens.kinds[after] == WORD:
        after += 1
    elif written.startswith("T") and tokens.has(i - 1, "part_of_day"):
        first = i - 1
    told = tokens.roles[first if first < i else after - 1].get("part_of_day", "")
    hour = int(written[1:3]) if told == "pm" else 12
    return first, after, f"T{hour + 12}{written[3:]}" if hour < 12 else written


def _inflected_year(tokens: Tokens, i: int) -> Span | None:
    """Read a year or decade whose inflection is written behind it: 1957-м, 1990-х годах, 1990s, 1990-жылдары."""
    year, after = int(tokens.words[i]), i + 1
    if not _YEARS[0] <= year < _YEARS[1] or len(tokens.words[i]) != 4 or not tokens.joined(after):
        return None
    if after < len(tokens.words) and tokens.words[after] == "-" and tokens.joined(after + 1):
        after += 1
    if after >= len(tokens.words) or not tokens.joined(after) or tokens.kinds[after] != WORD:
        return None
    ending, end = tokens.words[after], after + 1
    if year % 10 == 0 and (ending in _DECADES or ending.startswith("жылдар")):
        return i, end + tokens.has(end, "year"), f"{year}s"
    return (i, end + tokens.has(end, "year"), str(year)) if ending in _OF_YEAR else None


def _number_first(tokens: Tokens, i: int) -> Span | None:
    """Read what begins with digits: 12 March 2026, 12th of March, 2026 жылғы 12 наурыз."""
    value, j = int(tokens.words[i]), i + 1
    if _YEARS[0] <= value < _YEARS[1] and tokens.has(j, "year") and j + 1 < len(tokens.words):
        day, after = _day(tokens, j + 1)
        if day and tokens.has(after, "month"):
            return i, after + 1, _absolute(value, _month(tokens, after), day) or ""
        if tokens.has(j + 1, "month"):
            return i, j + 2, f"{value}-{_month(tokens, j + 1):02}"
    day, after = _day(tokens, i)
    return _day_month(tokens, i, day, after) if day else None


def _day(tokens: Tokens, i: int) -> tuple[int, int]:
    """Return the day of the month at token i and the token after it, its ordinal ending included; (0, i) for none."""
    if tokens.kinds[i] != NUMBER or not tokens.words[i].isdigit() or not 1 <= int(tokens.words[i]) <= 31:
        return 0, i
    after = i + 1
    if after < len(tokens.words) and tokens.joined(after):
        if tokens.words[after] == "-" and after + 1 < len(tokens.words) and tokens.joined(after + 1):
            after += 2 if tokens.kinds[after + 1] == WORD else 0
        elif tokens.kinds[after] == WORD and len(tokens.words[after]) <= 3:
            after += 1
    return int(tokens.words[i]), after


def _day_month(tokens: Tokens, i: int, day: int, after: int) -> Span | None:
    if after < len(tokens.words) and tokens.words[after] == "of":
        after += 1
    if not tokens.has(after, "month"):
        return None
    month = _month(tokens, after)
    year, end = _year(tokens, after + 1)
    return i, end, (_absolute(year, month, day) if year else f"--{month:02}-{day:02}") or ""


def _month_first(tokens: Tokens, i: int) -> Span | None:
    """Read March 12, 2026; March 2026; in March. A month that is also a word needs one of these around it."""
    month = _month(tokens, i)
    if i + 1 < len(tokens.words) and tokens.kinds[i] == WORD:
        day, after = _day(tokens, i + 1)
        if (
            day
            and not tokens.has(after, "month")
            and not tokens.has(after, "unit")
            and not tokens.has(after, "scale")
            and _is_capital(tokens, i)
        ):
            year, end = _year(tokens, after)
            return i, end, (_absolute(year, month, day) if year else f"--{month:02}-{day:02}") or ""
    year, end = _year(tokens, i + 1)
    if year:
        return i, end, f"{year}-{month:02}"
    if tokens.has(i + 1, "month_after"):
        return i, i + 2, f"--{month:02}"
    known = _is_capital(tokens, i) and (tokens.has(i - 1, "month_cue") or _is_plain_month(tokens, i))
    return (i, i + 1, f"--{month:02}") if known or _needs_no_cue(tokens, i) else None


def _year(tokens: Tokens, i: int) -> tuple[int, int]:
    """Return the year at token i, a comma before and a word for year after it allowed; (0, i) for none."""
    j = i + (i < len(tokens.words) and tokens.words[i] == ",")
    digits = j < len(tokens.words) and tokens.kinds[j] == NUMBER and tokens.words[j].isdigit()
    if digits and _YEARS[0] <= (year := int(tokens.words[j])) < _YEARS[1]:
        return year, j + 2 if tokens.has(j + 1, "year") else j + 1
    return 0, i


def _bare_year(tokens: Tokens, i: int) -> Span | None:
    value = int(tokens.words[i])
    if not _YEARS[0] <= value < _YEARS[1] or len(tokens.words[i]) != 4:
        return None
    if tokens.has(i + 1, "year"):
        return i, i + 2, str(value)
    follows = i + 1 == len(tokens.words) or tokens.kinds[i + 1] == MARK or not tokens.has(i + 1, "unit")
    return (i, i + 1, str(value)) if tokens.has(i - 1, "year_cue") and follows else None


def _unspaced_date(tokens: Tokens, i: int, decimal: str) -> Span | None:
    """Read 2026年3月12日 and its parts, in digits or in numerals."""
    if i + 1 >= len(tokens.words) or (tokens.kinds[i] != UNSPACED and tokens.kinds[i + 1] != UNSPACED):
        return None
    parts: list[int | None] = [None, None, None]
    j = i
    for place, mark in enumerate(("year", "month_mark", "day_mark")):
        value, after = _small(tokens, j, decimal)
        if value is not None and tokens.has(after, mark) and _in_range(place, value):
            parts[place], j = value, after + 1
    year, month, day = parts
    if year is None and month is None and day is None:
        return None
    if year is not None and month is None and day is None:
        return i, j, str(year)
    if month is None:
        named = j < len(tokens.words) and tokens.words[j] in "”»》』」"  # “晨星三号” is a name
        return (i, j, f"---{day:02}") if day is not None and year is None and not named else None
    tail = f"{month:02}" + (f"-{day:02}" if day is not None else "")
    return i, j, f"{year}-{tail}" if year is not None else f"--{tail}"


def _small(tokens: Tokens, i: int, decimal: str) -> tuple[int | None, int]:
    """Read a whole number at token i; digits said one by one make a year."""
    if i < len(tokens.words) and tokens.kinds[i] == UNSPACED:
        run = 0
        while tokens.has(i + run, "number") and len(tokens.words[i + run]) == 1:
            run += 1
        if run == 4:
            return int("".join(tokens.roles[k]["number"] for k in range(i, i + 4))), i + 4
    amount = read_amount(tokens, i, decimal)
    if amount is None or amount.value != int(amount.value) or amount.vague:
        return None, i
    return int(amount.value), amount.after


def _in_range(place: int, value: int) -> bool:
    low, high = (_YEARS, (1, 13), (1, 32))[place]
    return low <= value < high


def _ago(tokens: Tokens, i: int, decimal: str) -> Span | None:
    """Read three days ago, 三天前, үш күннен кейін."""
    amount = read_amount(tokens, i, decimal)
    after = amount.after if amount is not None else i + 1
    if amount.vague if amount is not None else not tokens.has(i, "one"):
        return None
    period = _period(tokens, after)
    value = plain(amount.value) if amount is not None else "1"
    if period and tokens.has(after + 1, "ago"):
        return i, after + 2, f"{period}{tokens.roles[after + 1]['ago']}{value}"
    return None


def _within(tokens: Tokens, i: int, decimal: str) -> Span | None:
    """Read in three days, через три дня, через неделю."""
    amount = read_amount(tokens, i + 1, decimal)
    after, value = (i + 1, 1.0) if amount is None else (amount.after, amount.value)
    period = _period(tokens, after)
    goes_on = tokens.kinds[after + 1 : after + 2] == [NUMBER] and tokens.has(after + 2, "unit")
    if period and not goes_on and (amount is not None or tokens.words[i] != "in"):  # in 2 hours 9 minutes is how long
        return i, after + 1, f"{period}{tokens.roles[i]['within']}{plain(value)}"
    return None


def _clock(tokens: Tokens, i: int) -> Span | None:
    """Read 7 pm, 7 часов утра, кешкі сағат 7, 下午3点: an hour with a word for the part of the day or for o'clock."""
    hour, after, first = int(tokens.words[i]), i + 1, i
    if hour > 24:
        return None
    told = tokens.has(after, "oclock") and tokens.kinds[after] == UNSPACED
    if tokens.has(after, "oclock") and (told or tokens.has(after + 1, "part_of_day")):
        after += 1
    elif tokens.has(i - 1, "oclock") and tokens.kinds[i - 1] == WORD:
        first, told = i - 1, tokens.has(i - 2, "part_of_day") or _is_suffixed(tokens, i)
    minute = _minute(tokens, after) if told else 0
    after += 2 if minute else 0
    part = ""
    if tokens.has(after, "part_of_day") and tokens.kinds[after] == WORD:
        part, after = tokens.roles[after]["part_of_day"], after + 1
    elif tokens.has(first - 1, "part_of_day"):
        first, part = first - 1, tokens.roles[first - 1]["part_of_day"]
    if not part and not told:
        return None
    return first, after, f"T{hour % 12 + 12 if part == 'pm' else hour % 24:02}:{minute:02}"


def _spoken_clock(tokens: Tokens, i: int, decimal: str) -> Span | None:
    """Read nine o'clock, девять часов утра."""
    amount = read_amount(tokens, i, decimal)
    if amount is None or not 0 < amount.value <= 24 or not tokens.has(amount.after, "oclock"):
        return None
    after = amount.after + 1
    if tokens.has(after, "part_of_day"):
        afternoon = tokens.roles[after]["part_of_day"] == "pm"
        return i, after + 1, f"T{int(amount.value) % 12 + 12 if afternoon else int(amount.value) % 24:02}:00"
    return (i, after, f"T{int(amount.value):02}:00") if tokens.words[amount.after] == "o'clock" else None


def _minute(tokens: Tokens, i: int) -> int:
    """Return the minutes that stand behind an hour, 0 where none do: 8时40分."""
    counted = tokens.has(i + 1, "minute_mark") and tokens.kinds[i] == NUMBER and tokens.words[i].isdigit()
    return int(tokens.words[i]) if counted and int(tokens.words[i]) < 60 else 0


def _is_suffixed(tokens: Tokens, i: int) -> bool:
    """Tell whether an inflection is written behind digits: сағат 7-де."""
    return i + 1 < len(tokens.words) and tokens.joined(i + 1) and tokens.words[i + 1] == "-"


def _period(tokens: Tokens, i: int) -> str:
    return _PERIODS.get(tokens.roles[i]["unit"], "") if tokens.has(i, "unit") else ""


def _month(tokens: Tokens, i: int) -> int:
    return int(tokens.roles[i]["month"])


def _needs_no_cue(tokens: Tokens, i: int) -> bool:
    """Tell whether the word is a month and nothing else."""
    return tokens.roles[i].keys() == {"month"} and len(tokens.words[i]) > 3 and tokens.words[i][0] > "\u024f"


def _is_plain_month(tokens: Tokens, i: int) -> bool:
    """Tell whether a capitalised word inside a sentence is a month and nothing else."""
    return tokens.roles[i].keys() == {"month"} and not tokens.opens(i) and len(tokens.words[i]) > 3


def _is_capital(tokens: Tokens, i: int) -> bool:
    first = tokens.text[tokens.starts[i]]
    return first.isupper() or first > "\u024f"  # only Latin scripts write months with a capital


def _absolute(year: int, month: int, day: int) -> str | None:
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04}-{month:02}-{day:02}"


def _mark(tokens: Tokens, first: int, after: int, value: str, used: bytearray) -> Fact:
    used[first:after] = b"\1" * (after - first)
    start, end = tokens.starts[first], tokens.ends[after - 1]
    return Fact("date", value, start, end, tokens.text[start:end])
