"""A fact slot: what a text says at one place, in a form that compares across languages."""

from typing import Literal

import msgspec

Kind = Literal["number", "date", "name", "negation", "modality", "hedge", "attribution"]
ANCHORS: tuple[Kind, ...] = ("number", "date", "name")
SLOTS: tuple[Kind, ...] = (*ANCHORS, "negation", "modality", "hedge", "attribution")


class Fact(msgspec.Struct, frozen=True, order=True, gc=False):
    """One slot filled: `value` is normalised, `surface` is `text[start:end]` as it stands.

    number       "1500000", "3 %", "40000 m"; "100s" is some hundreds, "7 th" a seventh
    date         ISO 8601, shortened from either end: "2026-03-12", "--03-12", "2026-03", "--03", "2026", "T14:30";
                 "weekday-5" a Friday; "day-1" yesterday, "week+1" next week, "month-3" three months ago
    name         words in Latin letters without inflection (in Russian a last vowel is inflection): "orla venn";
                 a Chinese surname stands apart: "lin qiuping"
    negation     "not", "deny", "refuse" or "forbid"; "lack" for what denies no statement ("without")
    modality     "must", "may" or "plan"; "can" for what is able to happen
    hedge        "alleged", "likely", "about", "over", "under" or "upto"
    attribution  who is said to have said it: role, name or both: "police", "orla venn", "mayor orla venn"
    """

    kind: Kind
    value: str
    start: int
    end: int
    surface: str
