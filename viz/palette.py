"""Colour is evidence, never opinion: one hue a class, the same on every page, in light and in dark.

The hues keep apart under the common kinds of colour blindness (any two by 10 or more in CIELAB, as simulated by Machado
and others, doi:10.1109/TVCG.2009.113); timing alone is dashed besides, and what is pointed at is told in words.
"""

from typing import NamedTuple

from graphs.evidence import Evidence


class Hue(NamedTuple):
    """One colour of the page, on warm paper and on the dark ground."""

    light: str
    dark: str


EVIDENCE: dict[str, Hue] = {
    Evidence.CITATION: Hue("#006dbb", "#4eb5fc"),
    Evidence.ATTRIBUTION: Hue("#0f8a7d", "#4ccfbc"),
    Evidence.REFERENCE: Hue("#7e6eb1", "#a795d6"),
    Evidence.COPY: Hue("#cc6d1f", "#e29956"),
    Evidence.FACT: Hue("#b79441", "#e7c76d"),
    Evidence.CLAIM: Hue("#546e88", "#92b1cc"),
    Evidence.TIMING: Hue("#99a0a4", "#6c767e"),
}
COSHARE = Hue("#6a7379", "#98a1a7")
GROUND = {
    "ground": Hue("#fbfaf7", "#14181b"),
    "panel": Hue("#ffffff", "#1b2024"),
    "band": Hue("#f3f2ec", "#1a1f23"),
    "line": Hue("#e4e1d9", "#2b3136"),
    "ink": Hue("#1b1f23", "#eceae5"),
    "quiet": Hue("#636a70", "#a2a9ae"),
    "select": Hue("#c22f5a", "#ff7a9f"),
    "accent": Hue("#0b6fb8", "#5ab0ee"),
    "disc": Hue("#43474b", "#c9c8c4"),
    "span": Hue("#c9c6bf", "#454c50"),
}


def stylesheet() -> str:
    """Return the colours as custom properties: light, dark by the reader's system, and either by choice."""
    light, dark = _properties(0), _properties(1)
    return (
        f":root{{color-scheme:light;{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root{{color-scheme:dark;{dark}}}}}\n"
        f':root[data-theme="light"]{{color-scheme:light;{light}}}\n'
        f':root[data-theme="dark"]{{color-scheme:dark;{dark}}}\n'
        f"@media print{{:root,:root[data-theme]{{color-scheme:light;{light}}}}}\n"
    )


def _properties(theme: int) -> str:
    named = [(str(name), hue) for name, hue in EVIDENCE.items()]
    named += [("coshare", COSHARE), *GROUND.items()]
    return "".join(f"--{name}:{hue[theme]};" for name, hue in named)
